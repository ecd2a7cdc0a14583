package io.pacioli.domain.ledger;

import io.pacioli.domain.transaction.TransactionId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days of a ledger that were closed are open again.
 *
 * @param reason null where it was erased
 * @param reversals the transactions, posted right before, that take the closing entries of these days back; mostly none
 */
public record PeriodReopened(
        LedgerId ledger,
        @Nullable LocalDate through,
        @Nullable Reason reason,
        long version,
        List<TransactionId> reversals)
        implements PeriodEvent {

    public PeriodReopened {
        reversals = List.copyOf(reversals);
    }

    /** Where there are no closing entries to take back. */
    public PeriodReopened(LedgerId ledger, @Nullable LocalDate through, @Nullable Reason reason, long version) {
        this(ledger, through, reason, version, List.of());
    }
}
