package io.pacioli.projections.transaction;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of a ledger are meant.
 *
 * @param accountId only those that post to this account
 * @param effectiveFrom the first effective date
 * @param effectiveTo the last effective date
 */
public record TransactionFilter(
        @Nullable Long accountId,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {

    /** Whether transactions are listed by effective date rather than in the order in which they were recorded. */
    public boolean byDate() {
        return effectiveFrom != null || effectiveTo != null;
    }
}
