package io.pacioli.domain.ledger;

import io.pacioli.domain.account.AccountPath;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The books of a ledger were closed through a day.
 *
 * @param closingAccount the equity account that closing entries are to carry the result to, which are recorded next; null where
 *     there are none
 */
public record PeriodClosed(
        LedgerId ledger,
        LocalDate through,
        long version,
        @Nullable AccountPath closingAccount) implements PeriodEvent {

    /** Without closing entries. */
    public PeriodClosed(LedgerId ledger, LocalDate through, long version) {
        this(ledger, through, version, null);
    }
}
