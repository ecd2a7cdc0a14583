package io.pacioli.projections.retry;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.Passing;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.parking.ParkedLedger;
import io.pacioli.projections.parking.ParkedLedger.Wish;
import io.pacioli.projections.parking.Parking;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's work at parked ledgers: where an operator has asked for it, goes through the ledger's journal from the first event
 * that the tables lack, in steps, until it meets what the tables take in anyway; or parks the ledger again.
 *
 * <p>Each step holds the live generations, so that where they stand does not move. It reads the journal on another connection.
 */
public final class Retrying {

    private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);
    private static final int STEP_MAX = 1_000;

    private final Generations generations;
    private final ProjectionBatches batches;
    private final EventHandlerInvoker handlers;
    private final LedgerPassages journal;
    private final Function<TrackedEventMessage<?>, RecordedEvent> recorded;

    public Retrying(
            Generations generations,
            ProjectionBatches batches,
            EventHandlerInvoker handlers,
            LedgerPassages journal,
            Function<TrackedEventMessage<?>, RecordedEvent> recorded) {
        this.generations = generations;
        this.batches = batches;
        this.handlers = handlers;
        this.journal = journal;
        this.recorded = recorded;
    }

    /**
     * Takes one step of one parked ledger.
     *
     * @return whether there was one to take
     */
    public boolean work(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Optional<ParkedLedger> next = Parking.next(connection, generations.edition());
            if (next.isPresent()) {
                step(connection, generations.lock(connection), next.get());
                connection.commit();
            }
            return next.isPresent();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void step(Connection connection, Standings live, ParkedLedger parked) throws SQLException {
        long after = parked.journalNumber() - 1;
        if (parked.wish() == Wish.SKIP) {
            Parking.skip(connection, parked);
            after = parked.journalNumber();
        }
        long through = live.position(parked.generation().projection());
        List<TrackedEventMessage<?>> events = journal.of(parked.ledger(), after, STEP_MAX).stream()
                .filter(event -> event.trackingToken().position().orElseThrow() <= through)
                .toList();
        if (take(connection, live, parked, events)) {
            if (events.size() < STEP_MAX) {
                Parking.end(connection, parked);
                LOG.info(
                        "{} has all of the ledger {} again", parked.generation().schema(), parked.ledger());
            } else {
                Parking.goOn(
                        connection, parked, recorded.apply(events.getLast()).journalNumber() + 1);
            }
        }
    }

    /** Takes these events in, or those before the first that fails, for which the ledger is parked again. */
    private boolean take(
            Connection connection, Standings live, ParkedLedger parked, List<TrackedEventMessage<?>> events)
            throws SQLException {
        if (events.isEmpty()) {
            return true;
        }
        Savepoint savepoint = connection.setSavepoint();
        try {
            batches.gatherOfOneLedger(live.makingUp(parked.generation().projection()), events, handlers)
                    .write(connection);
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException | RuntimeException e) {
            if (Passing.is(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            if (events.size() == 1) {
                LOG.warn(
                        "{} still passes the ledger {} over",
                        parked.generation().schema(),
                        parked.ledger(),
                        e);
                Parking.again(
                        connection, parked, recorded.apply(events.getFirst()), e.getCause() == null ? e : e.getCause());
                return false;
            }
            int half = events.size() / 2;
            return take(connection, live, parked, events.subList(0, half))
                    && take(connection, live, parked, events.subList(half, events.size()));
        }
    }
}
