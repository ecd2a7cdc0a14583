package io.pacioli.infra.eventstore;

import java.time.Instant;

/**
 * How far the journal has come.
 *
 * @param position the position of the last event, 0 where there is none
 * @param recordedAt when the last event was recorded
 */
public record Head(long position, Instant recordedAt) {}
