package io.pacioli.projections.transaction;

import io.pacioli.projections.snapshot.DayRange;
import io.pacioli.projections.snapshot.Order;
import java.time.LocalDate;
import java.util.List;

/** Where a transaction stands in a list, by effective date or by position. */
public record TransactionPlace(LocalDate effectiveDate, long position) {

    /** Before everything there is, as seen in that order. */
    public static TransactionPlace before(Order order) {
        return order == Order.OLDEST_FIRST
                ? new TransactionPlace(DayRange.EARLIEST, 0)
                : new TransactionPlace(DayRange.LATEST, Long.MAX_VALUE);
    }

    /** What lies beyond it in a list by date of what was known at a position. */
    List<DayRange> beyond(Order order, EffectiveDays days, long knownAt) {
        return DayRange.beyond(order, effectiveDate, next(order), days.first(), days.last(), knownAt);
    }

    /** Before everything, there is nothing that has to be passed by. */
    private long next(Order order) {
        if (equals(before(order)) || position == Long.MAX_VALUE) {
            return position;
        }
        return order == Order.OLDEST_FIRST ? position + 1 : position - 1;
    }
}
