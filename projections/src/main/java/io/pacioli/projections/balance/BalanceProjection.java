package io.pacioli.projections.balance;

import static io.pacioli.projections.generation.Projection.BALANCES;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionFact;
import io.pacioli.projections.account.AccountIds;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.ledger.LedgerIds;
import org.axonframework.eventhandling.EventHandler;

/** Keeps what every account holds, now and at the end of every day. */
@ReadModel
class BalanceProjection {

    private final ProjectionBatches batches;
    private final AccountIds accountIds;
    private final LedgerIds ledgerIds;

    BalanceProjection(ProjectionBatches batches, AccountIds accountIds, LedgerIds ledgerIds) {
        this.batches = batches;
        this.accountIds = accountIds;
        this.ledgerIds = ledgerIds;
    }

    @EventHandler
    void on(TransactionFact event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(BALANCES, recorded.position())) {
            AccountRegister register = AccountRegister.of(batch, accountIds, ledgerIds);
            BalanceFold fold = batch.part(BalanceFold.class, () -> new BalanceFold(register, batch.pace()));
            if (event instanceof PostingEvent posting) {
                fold.add(posting, recorded.position());
            } else {
                fold.stand(event.ledger(), event.balances(), recorded.position());
            }
        }
    }
}
