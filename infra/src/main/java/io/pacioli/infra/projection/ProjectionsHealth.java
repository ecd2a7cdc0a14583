package io.pacioli.infra.projection;

import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.projections.parking.ParkedLedgers;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.progress.ProcessorHealth;
import java.util.function.Supplier;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/** Whether this node's event processor runs and its last attempt succeeded, be it that another node has the work. */
final class ProjectionsHealth implements HealthIndicator, ProcessorHealth {

    private final Supplier<StreamingEventProcessor> processor;
    private final AppliedPosition applied;
    private final JournalEventStore journal;
    private final ParkedLedgers parked;

    ProjectionsHealth(
            Supplier<StreamingEventProcessor> processor,
            AppliedPosition applied,
            JournalEventStore journal,
            ParkedLedgers parked) {
        this.processor = processor;
        this.applied = applied;
        this.journal = journal;
        this.parked = parked;
    }

    @Override
    public Health health() {
        boolean isWell = processor.get().isRunning() && !isFailing();
        return (isWell ? Health.up() : Health.down())
                .withDetail("position", applied.get())
                .withDetail("lagEvents", Math.max(0, journal.knownHead() - applied.get()))
                .withDetail("parkedLedgers", parkedCounts())
                .build();
    }

    /** How many of each projection that has any. They take nothing from the health of the others. */
    private Object parkedCounts() {
        try {
            return parked.counts();
        } catch (DataAccessException e) {
            return "unknown";
        }
    }

    @Override
    public boolean isFailing() {
        return processor.get().isError()
                || processor.get().processingStatus().values().stream().anyMatch(status -> status.isErrorState());
    }
}
