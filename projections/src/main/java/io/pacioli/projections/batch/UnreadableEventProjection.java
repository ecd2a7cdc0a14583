package io.pacioli.projections.batch;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.UnreadableEvent;
import io.pacioli.projections.generation.Projection;
import java.util.Arrays;
import org.axonframework.eventhandling.EventHandler;

/** Refuses what cannot be read in the name of all projections, so that each parks the ledger, and no other has to wait for it. */
@ReadModel
class UnreadableEventProjection {

    private final ProjectionBatches batches;

    UnreadableEventProjection(ProjectionBatches batches) {
        this.batches = batches;
    }

    @EventHandler
    void on(UnreadableEvent event, RecordedEvent recorded) {
        ProjectionBatch batch = batches.with(recorded);
        if (Arrays.stream(Projection.values()).anyMatch(projection -> batch.isNewTo(projection, recorded.position()))) {
            throw new IllegalStateException(event.why());
        }
    }
}
