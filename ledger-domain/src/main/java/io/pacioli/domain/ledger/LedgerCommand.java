package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.util.List;

/** A command that a ledger alone decides. */
public sealed interface LedgerCommand extends Command permits OpenLedger, RegisterCurrency, ClosePeriod, ReopenPeriod {

    @Override
    default List<StreamId> streams() {
        return List.of(ledger().stream());
    }
}
