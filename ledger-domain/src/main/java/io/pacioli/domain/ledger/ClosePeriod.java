package io.pacioli.domain.ledger;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.transaction.EffectiveAt;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Close the books of a ledger: nothing is posted for a closed day any more.
 *
 * @param through the last day that is closed, in the ledger's time zone, not before {@link EffectiveAt#EARLIEST}
 * @param closingAccount the equity account that closing entries carry the result to; null where there are to be none
 */
public record ClosePeriod(
        LedgerId ledger,
        LocalDate through,
        @Nullable AccountPath closingAccount,
        @Nullable Long expectedVersion) implements LedgerCommand {

    /** Without closing entries, whatever has happened to the ledger before. */
    public ClosePeriod(LedgerId ledger, LocalDate through) {
        this(ledger, through, null, null);
    }

    public ClosePeriod {
        if (through.isBefore(EffectiveAt.EARLIEST)) {
            throw new IllegalArgumentException("nothing is posted before 1900: " + through);
        }
    }

    /** Whatever has happened to the ledger before. */
    public ClosePeriod(LedgerId ledger, LocalDate through, @Nullable AccountPath closingAccount) {
        this(ledger, through, closingAccount, null);
    }
}
