package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.PostClosingEntries;
import java.util.List;

/**
 * Close the books of a ledger and post the closing entries with it, to try out what would come of that: the balances were summed
 * while the books were open, and may have changed when this is decided.
 *
 * @param entries whatever version of the ledger they name, they are those of this closing
 */
public record ClosePeriodAtOnce(ClosePeriod closing, PostClosingEntries entries) implements Command {

    @Override
    public LedgerId ledger() {
        return closing.ledger();
    }

    @Override
    public List<StreamId> streams() {
        return entries.streams();
    }

    @Override
    public int weight() {
        return entries.weight();
    }
}
