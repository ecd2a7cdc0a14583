package io.pacioli.infra.eventstore;

import java.time.Instant;
import java.util.List;

/** Facts that were decided at one time, which is when they will have been recorded. */
public record StagedBatch(Instant recordedAt, List<StagedFact> facts) {}
