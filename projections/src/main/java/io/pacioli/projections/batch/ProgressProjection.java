package io.pacioli.projections.batch;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import org.axonframework.eventhandling.EventHandler;

/**
 * Takes every event, so that the read tables also move past those that none of them is about: a client that was told the
 * position of one must not wait for it in vain.
 */
@ReadModel
class ProgressProjection {

    private final ProjectionBatches batches;

    ProgressProjection(ProjectionBatches batches) {
        this.batches = batches;
    }

    @EventHandler
    void on(Event event, RecordedEvent recorded) {
        batches.with(recorded);
    }
}
