package io.pacioli.projections.batch;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.Passing;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.position.AnnouncingPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<EventHandlerInvoker> handlers;
    private final RestingPace pace;
    private final String key = getClass().getName();

    /** Batches up to here are written with care, because one of them has failed. */
    private final AtomicLong carefulThrough = new AtomicLong();

    ProjectionBatches(
            DataSource dataSource,
            Generations generations,
            AnnouncingPosition announcing,
            ObjectProvider<EventHandlerInvoker> handlers,
            RestingPace pace) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.generations = generations;
        this.announcing = announcing;
        this.handlers = handlers;
        this.pace = pace;
    }

    /** The running batch, with this event in it. */
    public ProjectionBatch with(RecordedEvent event) {
        ProjectionBatch batch = CurrentUnitOfWork.get().root().getOrComputeResource(key, ignored -> begin());
        if (batch.reach(event) && isCareful(batch)) {
            batch.keep(new CarefulBatch.Taken(
                    (EventMessage<?>) CurrentUnitOfWork.get().getMessage(), event));
        }
        return batch;
    }

    private boolean isCareful(ProjectionBatch batch) {
        return batch.begunAt() < carefulThrough.get();
    }

    /**
     * Whether the event processor has to give up the batch in which a handler has failed. It has to begin it again: with a
     * database that is back, or else with care, and then a failure of a handler says nothing of the other events.
     */
    public boolean isToBeGivenUp(Exception failure) {
        ProjectionBatch batch =
                CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(key) : null;
        if (batch == null || Passing.is(failure)) {
            return true;
        }
        if (isCareful(batch)) {
            return false;
        }
        carefulThrough.accumulateAndGet(batch.position(), Math::max);
        return true;
    }

    /**
     * What event handlers make of events for other tables than the live ones, gathered and not written.
     *
     * @param standings of the tables that are filled
     * @throws GatheringFailed what a handler threw, with the event that it was given
     */
    public ProjectionBatch gather(
            Standings standings, List<? extends EventMessage<?>> events, EventHandlerInvoker handlers) {
        return gather(new ProjectionBatch(standings, WritingPace.atOnce()), events, handlers);
    }

    /** As {@link #gather}, of events that are one ledger's, between which there are others. */
    public ProjectionBatch gatherOfOneLedger(
            Standings standings, List<? extends EventMessage<?>> events, EventHandlerInvoker handlers) {
        return gather(new ProjectionBatch(standings, WritingPace.atOnce(), true), events, handlers);
    }

    /**
     * Writes to other tables than the live ones what of these events can be written, and parks the ledgers of those that cannot.
     *
     * @param standings of the tables that are filled
     */
    public void writeCarefully(
            Connection connection,
            Standings standings,
            List<Projection> projections,
            List<? extends EventMessage<?>> events,
            EventHandlerInvoker invoker,
            Function<EventMessage<?>, RecordedEvent> recorded)
            throws SQLException {
        List<CarefulBatch.Taken> taken = new ArrayList<>(events.size());
        events.forEach(event -> taken.add(new CarefulBatch.Taken(event, recorded.apply(event))));
        new CarefulBatch(connection, standings, (seen, some) -> gather(seen, some, invoker))
                .writeFor(projections, taken);
    }

    private ProjectionBatch gather(
            ProjectionBatch batch, List<? extends EventMessage<?>> events, EventHandlerInvoker handlers) {
        if (CurrentUnitOfWork.isStarted()) {
            return gatherWithin(CurrentUnitOfWork.get().root(), batch, events, handlers);
        }
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

    /** Handlers find their batch in the outermost unit of work, where another one is meanwhile put aside. */
    private ProjectionBatch gatherWithin(
            UnitOfWork<?> root,
            ProjectionBatch batch,
            List<? extends EventMessage<?>> events,
            EventHandlerInvoker handlers) {
        Object outer = root.resources().put(key, batch);
        try {
            for (EventMessage<?> event : events) {
                handlers.handle(event, Segment.ROOT_SEGMENT);
            }
            return batch;
        } catch (Exception e) {
            throw new GatheringFailed(batch.position(), e);
        } finally {
            root.resources().put(key, outer);
        }
    }

    private ProjectionBatch begin() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("read tables are written within the event processor's transaction only");
        }
        Standings standings = inTransaction(generations::lock);
        ProjectionBatch batch = new ProjectionBatch(standings, pace);
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        AtomicBoolean parkedAny = new AtomicBoolean();
        unitOfWork.onPrepareCommit(ignored -> parkedAny.set(write(batch)));
        unitOfWork.afterCommit(ignored -> publish(batch, parkedAny.get()));
        return batch;
    }

    /** @return whether a ledger was parked */
    private boolean write(ProjectionBatch batch) {
        if (!batch.hasMoved()) {
            return false;
        }
        boolean careful = isCareful(batch);
        try {
            return inTransaction(connection -> {
                boolean parkedAny = false;
                if (careful) {
                    parkedAny = carefully(connection, batch).write(batch.kept());
                } else {
                    batch.write(connection);
                }
                generations.move(connection, batch.position());
                return parkedAny;
            });
        } catch (RuntimeException e) {
            if (!careful && !Passing.is(e)) {
                carefulThrough.accumulateAndGet(batch.position(), Math::max);
            }
            throw e;
        }
    }

    private CarefulBatch carefully(Connection connection, ProjectionBatch batch) {
        return new CarefulBatch(
                connection, batch.before(), (standings, events) -> gather(standings, events, handlers.getObject()));
    }

    private void publish(ProjectionBatch batch, boolean parkedAny) {
        if (parkedAny || !batch.kept().isEmpty()) {
            announcing.switched();
            announcing.found(batch.position());
        } else if (batch.hasMoved()) {
            announcing.changed(batch.changes(), batch.begunAt(), batch.position());
        }
    }

    private <T> T inTransaction(ConnectionCallback<T> work) {
        return jdbc.execute(work);
    }
}
