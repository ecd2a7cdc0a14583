package io.pacioli.domain.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The one moment at which everything in a batch is decided and recorded: the later of the clock and the last recorded time,
 * in whole microseconds. It never runs backwards.
 */
public record DecidedAt(Instant instant) {

    public DecidedAt {
        if (!instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
            throw new IllegalArgumentException("the store keeps microseconds: " + instant);
        }
    }
}
