package io.pacioli.projections.transaction;

import io.pacioli.projections.snapshot.Order;
import java.time.LocalDate;

/** Where a transaction stands in a list, by effective date or by position. */
public record TransactionPlace(LocalDate effectiveDate, long position) {

    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /** Before everything there is, as seen in that order. */
    public static TransactionPlace before(Order order) {
        return order == Order.OLDEST_FIRST
                ? new TransactionPlace(EARLIEST, 0)
                : new TransactionPlace(LATEST, Long.MAX_VALUE);
    }
}
