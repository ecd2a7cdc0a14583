package io.pacioli.projections.batch;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Passing;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.parking.Parking;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch of which something cannot be written: halves it under savepoints until the event stands alone that fails, and
 * each projection of it alone, and parks the ledger of that event for that projection. Everything else is written.
 */
final class CarefulBatch {

    private static final Logger LOG = LoggerFactory.getLogger(CarefulBatch.class);

    /** An event as the event processor hands it on, and as it is recorded. */
    record Taken(EventMessage<?> message, RecordedEvent recorded) {}

    /** Makes a batch of events, for tables that stand so. */
    interface Gathering {
        ProjectionBatch gather(Standings standings, List<EventMessage<?>> events);
    }

    private final Connection connection;
    private final Standings before;
    private final Gathering gathering;
    private final Map<Projection, Set<LedgerId>> parked = new EnumMap<>(Projection.class);
    private boolean parkedAny;

    CarefulBatch(Connection connection, Standings before, Gathering gathering) {
        this.connection = connection;
        this.before = before;
        this.gathering = gathering;
        for (Projection projection : Projection.values()) {
            parked.put(projection, new HashSet<>(before.parked(projection)));
        }
    }

    /** @return whether a ledger was parked that was not before */
    boolean write(List<Taken> events) throws SQLException {
        return writeFor(Arrays.asList(Projection.values()), events);
    }

    /** As {@link #write}, where the tables of some projections alone are written. */
    boolean writeFor(List<Projection> projections, List<Taken> events) throws SQLException {
        if (!events.isEmpty()) {
            write(events, projections);
        }
        return parkedAny;
    }

    private void write(List<Taken> events, List<Projection> projections) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            Standings standings =
                    before.taking(projections, events.getFirst().recorded().position() - 1, parked);
            List<EventMessage<?>> messages = new ArrayList<>(events.size());
            events.forEach(event -> messages.add(event.message()));
            gathering.gather(standings, messages).write(connection);
            connection.releaseSavepoint(savepoint);
        } catch (SQLException | RuntimeException e) {
            if (Passing.is(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            writeApart(events, projections, e);
        }
    }

    private void writeApart(List<Taken> events, List<Projection> projections, Exception failure) throws SQLException {
        if (events.size() > 1) {
            int half = events.size() / 2;
            write(events.subList(0, half), projections);
            write(events.subList(half, events.size()), projections);
        } else if (projections.size() > 1) {
            for (Projection projection : projections) {
                write(events, List.of(projection));
            }
        } else {
            park(projections.getFirst(), events.getFirst().recorded(), failure);
        }
    }

    private void park(Projection projection, RecordedEvent event, Exception failure) throws SQLException {
        Generation generation = before.schemas().generations().get(projection);
        Throwable cause =
                failure instanceof GatheringFailed && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error(
                "{} passes the ledger {} over from position {} on",
                generation.schema(),
                event.event().ledger(),
                event.position(),
                cause);
        Parking.park(connection, generation, event, cause);
        parked.get(projection).add(event.event().ledger());
        parkedAny = true;
    }
}
