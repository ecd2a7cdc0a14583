package io.pacioli.projections.hold;

import static io.pacioli.projections.generation.Projection.HOLDS;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.projections.account.AccountIds;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.ledger.LedgerIds;
import io.pacioli.projections.ledger.LedgerRegister;
import org.axonframework.eventhandling.EventHandler;

/** Keeps the list of open holds, and of the accounts that each hold is about. */
@ReadModel
class HoldProjection {

    private final ProjectionBatches batches;
    private final AccountIds accountIds;
    private final LedgerIds ledgerIds;

    HoldProjection(ProjectionBatches batches, AccountIds accountIds, LedgerIds ledgerIds) {
        this.batches = batches;
        this.accountIds = accountIds;
        this.ledgerIds = ledgerIds;
    }

    @EventHandler
    void on(TransactionHeld event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(HOLDS, recorded.position())) {
            fold(batch).place(event, recorded.position());
        }
    }

    @EventHandler
    void on(HoldEnded event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(HOLDS, recorded.position())) {
            fold(batch).end(event, recorded.position());
        }
    }

    private HoldFold fold(ProjectionBatch batch) {
        AccountRegister accounts = AccountRegister.of(batch, accountIds, ledgerIds);
        LedgerRegister ledgers = LedgerRegister.of(batch, ledgerIds);
        return batch.part(HoldFold.class, () -> new HoldFold(accounts, ledgers));
    }
}
