package io.pacioli.projections.transaction;

import io.pacioli.projections.snapshot.Clocks;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of a ledger are meant. Those between days are listed as they are now: {@link FilteredTransactions} tells under
 * which day a hold was known before it was posted.
 *
 * @param accountId only those that post to this account
 * @param effectiveFrom the first effective date
 * @param effectiveTo the last effective date
 * @param knownAt the last position of which anything is known
 */
public record TransactionFilter(
        @Nullable Long accountId,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        long knownAt) {

    public TransactionFilter {
        if (knownAt != Clocks.EVERYTHING && (effectiveFrom != null || effectiveTo != null)) {
            throw new IllegalArgumentException("what was known then stood under other days");
        }
    }

    public TransactionFilter(
            @Nullable Long accountId, @Nullable LocalDate effectiveFrom, @Nullable LocalDate effectiveTo) {
        this(accountId, effectiveFrom, effectiveTo, Clocks.EVERYTHING);
    }

    /** Whether transactions are listed by effective date rather than in the order in which they were recorded. */
    public boolean byDate() {
        return effectiveFrom != null || effectiveTo != null;
    }
}
