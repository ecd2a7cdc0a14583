package io.pacioli.projections.entry;

import static io.pacioli.projections.generation.Projection.ENTRIES;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.account.AccountIds;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.ledger.LedgerIds;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every account's entries with their running totals. */
@ReadModel
class EntryProjection {

    private final ProjectionBatches batches;
    private final AccountIds accountIds;
    private final LedgerIds ledgerIds;

    EntryProjection(ProjectionBatches batches, AccountIds accountIds, LedgerIds ledgerIds) {
        this.batches = batches;
        this.accountIds = accountIds;
        this.ledgerIds = ledgerIds;
    }

    @EventHandler
    void on(PostingEvent event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(ENTRIES, recorded.position())) {
            AccountRegister register = AccountRegister.of(batch, accountIds, ledgerIds);
            batch.part(EntryFold.class, () -> new EntryFold(register, batch.pace()))
                    .add(event, recorded.position());
        }
    }
}
