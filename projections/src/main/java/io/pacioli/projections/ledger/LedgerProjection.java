package io.pacioli.projections.ledger;

import static io.pacioli.projections.generation.Projection.LEDGERS;

import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandler;

/** Keeps the list of ledgers, their currencies, and the periods that are closed. */
@ReadModel
class LedgerProjection {

    private final ProjectionBatches batches;
    private final LedgerIds ids;

    LedgerProjection(ProjectionBatches batches, LedgerIds ids) {
        this.batches = batches;
        this.ids = ids;
    }

    @EventHandler
    void on(LedgerOpened event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        LedgerRegister register = LedgerRegister.of(batch, ids);
        register.opened(event.ledger(), recorded.position());
        if (batch.isNewTo(LEDGERS, recorded.position())) {
            batch.part(LedgerFold.class, () -> new LedgerFold(register)).open(event, recorded);
        }
    }

    @EventHandler
    void on(CurrencyRegistered event, RecordedEvent recorded) {
        change(recorded, fold -> fold.register(event.ledger(), event.currency(), recorded.position()));
    }

    @EventHandler
    void on(PeriodEvent event, RecordedEvent recorded) {
        change(recorded, fold -> fold.change(event, recorded.position()));
    }

    @EventHandler
    void on(ClosingEntriesRecorded event, RecordedEvent recorded) {
        change(recorded, fold -> fold.recordEntries(event, recorded.position()));
    }

    private void change(RecordedEvent recorded, Consumer<LedgerFold> change) {
        ProjectionBatch batch = batches.with(recorded);
        if (batch.isNewTo(LEDGERS, recorded.position())) {
            LedgerRegister register = LedgerRegister.of(batch, ids);
            change.accept(batch.part(LedgerFold.class, () -> new LedgerFold(register)));
        }
    }
}
