package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.util.List;

/** A command that ends a hold. */
public sealed interface HoldCommand extends Command permits PostHold, VoidHold, ExpireHold {

    /** The accounts are known only once the hold is: as much work as a transaction of a few lines, at a guess. */
    int WEIGHT = 4;

    /** The transaction that is held. */
    TransactionId transaction();

    @Override
    default List<StreamId> streams() {
        return List.of(ledger().stream(), transaction().streamIn(ledger()));
    }

    @Override
    default int weight() {
        return WEIGHT;
    }
}
