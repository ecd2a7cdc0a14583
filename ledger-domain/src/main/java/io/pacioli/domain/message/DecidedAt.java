package io.pacioli.domain.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The one moment at which everything in a batch is decided and recorded: what the clock says, in whole
 * microseconds, or the first one after the last recorded time where the clock is not past that. It never stands still.
 */
public record DecidedAt(Instant instant) {

    public DecidedAt {
        if (!instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
            throw new IllegalArgumentException("the store keeps microseconds: " + instant);
        }
    }
}
