package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that a ledger alone decides. */
public sealed interface LedgerCommand extends Command permits OpenLedger, RegisterCurrency, ClosePeriod, ReopenPeriod {

    /** How many events the ledger itself has to have seen for this to be done; null for any number. */
    default @Nullable Long expectedVersion() {
        return null;
    }

    @Override
    default List<StreamId> streams() {
        return List.of(ledger().stream());
    }
}
