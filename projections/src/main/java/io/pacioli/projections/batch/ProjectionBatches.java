package io.pacioli.projections.batch;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.position.AnnouncingPosition;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives event handlers the batch that their event belongs to: one for each unit of work of the event processor, begun with its
 * first event, written just before the unit's transaction commits, announced right after.
 */
@Component
public class ProjectionBatches {

    private final JdbcTemplate jdbc;
    private final Generations generations;
    private final AnnouncingPosition announcing;
    private final String key = getClass().getName();

    ProjectionBatches(DataSource dataSource, Generations generations, AnnouncingPosition announcing) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.generations = generations;
        this.announcing = announcing;
    }

    /** The running batch, with this event in it. */
    public ProjectionBatch with(RecordedEvent event) {
        ProjectionBatch batch = CurrentUnitOfWork.get().root().getOrComputeResource(key, ignored -> begin());
        batch.reach(event.position());
        return batch;
    }

    /**
     * What event handlers make of events for other tables than the live ones, gathered and not written.
     *
     * @param standings of the tables that are filled
     * @throws GatheringFailed what a handler threw, with the event that it was given
     */
    public ProjectionBatch gather(
            Standings standings, List<? extends EventMessage<?>> events, EventHandlerInvoker handlers) {
        ProjectionBatch batch = new ProjectionBatch(standings);
        BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(List.<EventMessage<?>>copyOf(events));
        unitOfWork.resources().put(key, batch);
        ResultMessage<?> result = unitOfWork.executeWithResult(() -> {
            handlers.handle(unitOfWork.getMessage(), Segment.ROOT_SEGMENT);
            return null;
        });
        if (result.isExceptional()) {
            throw new GatheringFailed(batch.position(), result.exceptionResult());
        }
        return batch;
    }

    private ProjectionBatch begin() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("read tables are written within the event processor's transaction only");
        }
        Standings standings = inTransaction(generations::lock);
        ProjectionBatch batch = new ProjectionBatch(standings);
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        unitOfWork.onPrepareCommit(ignored -> write(batch));
        unitOfWork.afterCommit(ignored -> publish(batch));
        return batch;
    }

    private void write(ProjectionBatch batch) {
        if (batch.hasMoved()) {
            inTransaction(connection -> {
                batch.write(connection);
                generations.move(connection, batch.position());
                return batch;
            });
        }
    }

    private void publish(ProjectionBatch batch) {
        if (batch.hasMoved()) {
            announcing.changed(batch.changes(), batch.begunAt(), batch.position());
        }
    }

    private <T> T inTransaction(ConnectionCallback<T> work) {
        return jdbc.execute(work);
    }
}
