package io.pacioli.query.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days by effective date, both ends included.
 *
 * @param from null where it begins with the first day that there is
 * @param to null where it ends with the last day that there is, be it in the future
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** The day before it, or null where there is none. */
    @Nullable
    public LocalDate dayBefore() {
        return from == null ? null : from.minusDays(1);
    }
}
