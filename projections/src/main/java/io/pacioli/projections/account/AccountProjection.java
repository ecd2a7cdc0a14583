package io.pacioli.projections.account;

import static io.pacioli.projections.generation.Projection.ACCOUNTS;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.ledger.LedgerIds;
import io.pacioli.projections.ledger.LedgerRegister;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every ledger's chart of accounts. */
@ReadModel
class AccountProjection {

    private final ProjectionBatches batches;
    private final AccountIds ids;
    private final LedgerIds ledgerIds;

    AccountProjection(ProjectionBatches batches, AccountIds ids, LedgerIds ledgerIds) {
        this.batches = batches;
        this.ids = ids;
        this.ledgerIds = ledgerIds;
    }

    @EventHandler
    void on(AccountOpened event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        AccountKey key = new AccountKey(event.ledger(), event.account());
        AccountRegister register = AccountRegister.of(batch, ids, ledgerIds);
        register.opened(key, recorded.position());
        if (batch.isNewTo(ACCOUNTS, recorded.position())) {
            fold(batch).open(register.of(key), event, recorded);
        }
    }

    @EventHandler
    void on(AccountChanged event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(ACCOUNTS, recorded.position())) {
            AccountRef account =
                    AccountRegister.of(batch, ids, ledgerIds).of(new AccountKey(event.ledger(), event.account()));
            fold(batch).change(account, event, recorded.position());
        }
    }

    private AccountFold fold(ProjectionBatch batch) {
        LedgerRegister ledgers = LedgerRegister.of(batch, ledgerIds);
        return batch.part(AccountFold.class, () -> new AccountFold(ledgers));
    }
}
