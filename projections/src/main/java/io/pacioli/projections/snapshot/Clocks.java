package io.pacioli.projections.snapshot;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By which two clocks the books are read: what had happened for the business by the end of a day, as far as the journal told it up
 * to a position. With both given, the answer never changes again.
 *
 * @param asOf the last effective date that counts; null for all of them
 * @param knownAt the last position that counts; {@link #EVERYTHING} for all of them
 */
public record Clocks(@Nullable LocalDate asOf, long knownAt) {

    public static final long EVERYTHING = Long.MAX_VALUE;

    public static final Clocks NOW = new Clocks(null, EVERYTHING);

    public boolean isNow() {
        return equals(NOW);
    }
}
