package io.pacioli.query.answer;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import org.springframework.stereotype.Component;

/**
 * Finds the ledgers that queries name, or refuses the query. A moment that is named as {@code knownAt} may be one of before the ledger was
 * opened: then it is not there. Without asking that, its reports would be empty and look as if nothing had been posted.
 */
@Component
public class KnownLedgers {

    private final Ledgers ledgers;

    KnownLedgers(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    public long id(ReadSnapshot snapshot, LedgerId ledger) {
        return id(snapshot, ledger, Clocks.EVERYTHING);
    }

    /** @param knownAt the last position of which anything is known */
    public long id(ReadSnapshot snapshot, LedgerId ledger, long knownAt) {
        return ledgers.id(snapshot, ledger)
                .filter(openedAt -> openedAt <= knownAt)
                .orElseThrow(() -> Missing.ledger(ledger));
    }

    /** The ledger as it is now, if it was there. */
    public LedgerRow find(ReadSnapshot snapshot, LedgerId ledger, long knownAt) {
        return ledgers.find(snapshot, ledger)
                .filter(row -> row.ledgerId() <= knownAt)
                .orElseThrow(() -> Missing.ledger(ledger));
    }
}
