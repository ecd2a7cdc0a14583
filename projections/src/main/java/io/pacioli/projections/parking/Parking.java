package io.pacioli.projections.parking;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Generations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which ledgers are passed over. Every method is part of its caller's transaction, which holds the generation
 * locked, so that no batch comes between.
 */
public final class Parking {

    private static final int CAUSE_LENGTH_MAX = 1_000;

    private static final String PARK = """
            insert into projections.parked (projection, generation, tenant, ledger, position, journal_number, event_id, event_type,
              cause)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String MARK = """
            update projections.generation g
            set parked = exists (
              select from projections.parked p where p.projection = g.projection and p.generation = g.generation)
            where g.projection = ? and g.generation = ?""";

    /** Whatever is remembered of the ledger has to be forgotten, on every node. */
    private static final String TELL = "select pg_notify(?, ?)";

    private static final String WHOSE = " where projection = ? and generation = ? and tenant = ? and ledger = ?";

    private static final String AGAIN = """
            update projections.parked
            set position = ?, journal_number = ?, event_id = ?, event_type = ?, cause = ?, retries = retries + 1, wish = null,
              tried_at = clock_timestamp()""" + WHOSE;

    private static final String GO_ON = """
            update projections.parked set journal_number = ?, wish = 'RETRY'""" + WHOSE;

    private static final String SKIPPED = """
            insert into projections.skipped (projection, generation, tenant, ledger, position, event_id, event_type, cause, reason,
              skipped_by)
            select projection, generation, tenant, ledger, position, event_id, event_type, cause, reason, decided_by
            from projections.parked""" + WHOSE;

    private static final String END = "delete from projections.parked" + WHOSE;

    private static final String NEXT_WISH = """
            select %s
            from projections.parked p
            join projections.generation g on g.projection = p.projection and g.generation = p.generation and g.live
              and g.edition = {edition}
            where p.wish is not null
            order by p.tried_at nulls first, p.position
            limit 1
            for update of p skip locked""".formatted(ParkedLedger.COLUMNS);

    private Parking() {}

    public static void park(Connection connection, Generation generation, RecordedEvent event, Throwable cause)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARK)) {
            whose(statement, 1, generation, event.event().ledger());
            statement.setLong(5, event.position());
            statement.setLong(6, event.journalNumber());
            statement.setObject(7, event.eventId());
            statement.setString(8, event.event().getClass().getSimpleName());
            statement.setString(9, text(cause));
            statement.executeUpdate();
        }
        mark(connection, generation);
    }

    private static void mark(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(MARK);
                PreparedStatement tell = connection.prepareStatement(TELL)) {
            mark.setString(1, generation.projection().id());
            mark.setInt(2, generation.number());
            mark.executeUpdate();
            tell.setString(1, Generations.CHANNEL);
            tell.setString(2, Generations.SWITCHED);
            tell.execute();
        }
    }

    /** One of those that an operator wants something done about, locked; empty where there is none. */
    public static Optional<ParkedLedger> next(Connection connection, Edition edition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(edition.in(NEXT_WISH));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(ParkedLedger.row(rows, 0)) : Optional.empty();
        }
    }

    /** An event has failed, the same or a later one. */
    public static void again(Connection connection, ParkedLedger parked, RecordedEvent event, Throwable cause)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AGAIN)) {
            statement.setLong(1, event.position());
            statement.setLong(2, event.journalNumber());
            statement.setObject(3, event.eventId());
            statement.setString(4, event.event().getClass().getSimpleName());
            statement.setString(5, text(cause));
            whose(statement, 6, parked);
            statement.executeUpdate();
        }
    }

    /** Everything before that journal number is taken in, or passed over for good. */
    public static void goOn(Connection connection, ParkedLedger parked, long journalNumber) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GO_ON)) {
            statement.setLong(1, journalNumber);
            whose(statement, 2, parked);
            statement.executeUpdate();
        }
    }

    /** Keeps on record that an event is passed over for good, by whom and why. */
    public static void skip(Connection connection, ParkedLedger parked) throws SQLException {
        execute(connection, SKIPPED, parked);
    }

    /** The tables have all that the ledger has. */
    public static void end(Connection connection, ParkedLedger parked) throws SQLException {
        execute(connection, END, parked);
        mark(connection, parked.generation());
    }

    private static void execute(Connection connection, String sql, ParkedLedger parked) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            whose(statement, 1, parked);
            statement.executeUpdate();
        }
    }

    private static void whose(PreparedStatement statement, int first, ParkedLedger parked) throws SQLException {
        whose(statement, first, parked.generation(), parked.ledger());
    }

    private static void whose(PreparedStatement statement, int first, Generation generation, LedgerId ledger)
            throws SQLException {
        statement.setString(first, generation.projection().id());
        statement.setInt(first + 1, generation.number());
        statement.setString(first + 2, ledger.tenant().name());
        statement.setString(first + 3, ledger.slug());
    }

    private static String text(@Nullable Throwable cause) {
        String text = String.valueOf(cause);
        return text.substring(0, Math.min(text.length(), CAUSE_LENGTH_MAX));
    }
}
