package io.pacioli.projections.transaction;

import static io.pacioli.projections.generation.Projection.TRANSACTIONS;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.ledger.LedgerIds;
import io.pacioli.projections.ledger.LedgerRegister;
import org.axonframework.eventhandling.EventHandler;

/** Keeps the list of every ledger's transactions. */
@ReadModel
class TransactionProjection {

    private final ProjectionBatches batches;
    private final LedgerIds ledgerIds;

    TransactionProjection(ProjectionBatches batches, LedgerIds ledgerIds) {
        this.batches = batches;
        this.ledgerIds = ledgerIds;
    }

    @EventHandler
    void on(TransactionPosted event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(TRANSACTIONS, recorded.position())) {
            LedgerRegister ledgers = LedgerRegister.of(batch, ledgerIds);
            batch.part(TransactionFold.class, () -> new TransactionFold(ledgers))
                    .add(event, recorded);
        }
    }
}
