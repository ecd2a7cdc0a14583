package io.pacioli.domain.ledger;

import io.pacioli.domain.transaction.EffectiveAt;
import java.time.LocalDate;

/**
 * Close the books of a ledger: nothing is posted for a closed day any more.
 *
 * @param through the last day that is closed, in the ledger's time zone, not before {@link EffectiveAt#EARLIEST}
 */
public record ClosePeriod(LedgerId ledger, LocalDate through) implements LedgerCommand {

    public ClosePeriod {
        if (through.isBefore(EffectiveAt.EARLIEST)) {
            throw new IllegalArgumentException("nothing is posted before 1900: " + through);
        }
    }
}
