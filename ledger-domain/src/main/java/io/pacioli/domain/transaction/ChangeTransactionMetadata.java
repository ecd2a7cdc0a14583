package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.StreamId;
import java.util.List;

/** Change the metadata of a transaction, which is all that ever changes of one. */
public record ChangeTransactionMetadata(LedgerId ledger, TransactionId transaction, MetadataChange change)
        implements Command {

    @Override
    public List<StreamId> streams() {
        return List.of(ledger.stream(), transaction.streamIn(ledger));
    }
}
