package io.pacioli.projections.transaction;

import static io.pacioli.projections.generation.Projection.TRANSACTIONS;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
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
    void on(BeginningEvent event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(TRANSACTIONS, recorded.position())) {
            fold(batch).add(event, recorded);
        }
    }

    @EventHandler
    void on(HoldEnded event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(TRANSACTIONS, recorded.position())) {
            fold(batch).end(event, recorded.position());
        }
    }

    @EventHandler
    void on(TransactionMetadataChanged event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(TRANSACTIONS, recorded.position())) {
            fold(batch).describe(event, recorded.position());
        }
    }

    private TransactionFold fold(ProjectionBatch batch) {
        LedgerRegister ledgers = LedgerRegister.of(batch, ledgerIds);
        return batch.part(TransactionFold.class, () -> new TransactionFold(ledgers, batch.pace()));
    }
}
