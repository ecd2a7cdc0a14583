package io.pacioli.domain.ledger;

import io.pacioli.domain.transaction.EffectiveAt;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Open closed books again, back to an earlier day or as a whole.
 *
 * @param through the last day that stays closed, not before {@link EffectiveAt#EARLIEST}; null for none
 */
public record ReopenPeriod(
        LedgerId ledger,
        @Nullable LocalDate through,
        Reason reason,
        @Nullable Long expectedVersion) implements LedgerCommand {

    /** Whatever has happened to the ledger before. */
    public ReopenPeriod(LedgerId ledger, @Nullable LocalDate through, Reason reason) {
        this(ledger, through, reason, null);
    }

    /** How many closing entries it may take back. */
    public static final int CLOSINGS_MAX = 100;

    public ReopenPeriod {
        if (through != null && through.isBefore(EffectiveAt.EARLIEST)) {
            throw new IllegalArgumentException("nothing is posted before 1900: " + through);
        }
    }
}
