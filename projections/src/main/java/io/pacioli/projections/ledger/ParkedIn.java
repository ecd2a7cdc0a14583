package io.pacioli.projections.ledger;

import io.pacioli.projections.generation.Projection;
import java.time.Instant;

/** A projection that passes a ledger over, and since when. */
public record ParkedIn(Projection projection, Instant since) {}
