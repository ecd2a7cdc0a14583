package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** The queries that find where in the journal an event is. */
final class EventPositions {

    /**
     * Recorded times never run backwards, and positions have no gaps: the last event by a moment is found by halving what is in
     * question, about thirty looks at the primary key, and times need no index of their own.
     */
    private static final String AT = """
            with recursive search as (
              select 0::bigint as low, h.position as high, n.moment
              from event_store.head h join (select ?::timestamptz as moment) n on n.moment <= h.recorded_at
              union all
              select
                case when e.recorded_at <= s.moment then e.position else s.low end,
                case when e.recorded_at <= s.moment then s.high else e.position - 1 end,
                s.moment
              from search s join event_store.events e on e.position = (s.low + s.high + 1) / 2
              where s.low < s.high
            )
            select low from search where low = high""";

    /**
     * Found like the last event by a moment, among those of one ledger, whose numbers have no gaps either; at once where the ledger has
     * none behind the position, as is the rule where what was last read is asked for.
     */
    private static final String NUMBER_AT = """
            with recursive search as (
              select
                case when last.position <= n.position then last.journal_number else 0 end as low,
                coalesce(last.journal_number, 0) as high,
                n.tenant, n.ledger, n.position
              from (select ?::text as tenant, ?::text as ledger, ?::bigint as position) n
              left join lateral (
                select journal_number, position from event_store.events where tenant = n.tenant and ledger = n.ledger
                order by journal_number desc limit 1
              ) last on true
              union all
              select
                case when e.position <= s.position then e.journal_number else s.low end,
                case when e.position <= s.position then s.high else e.journal_number - 1 end,
                s.tenant, s.ledger, s.position
              from search s
              join event_store.events e
                on e.tenant = s.tenant and e.ledger = s.ledger and e.journal_number = (s.low + s.high + 1) / 2
              where s.low < s.high
            )
            select low from search where low = high""";

    private EventPositions() {}

    static OptionalLong ofNumber(Connection connection, LedgerId ledger, long journalNumber) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select position from event_store.events where tenant = ? and ledger = ? and journal_number = ?""")) {
            statement.setString(1, ledger.tenant().name());
            statement.setString(2, ledger.slug());
            statement.setLong(3, journalNumber);
            return number(statement);
        }
    }

    /** The number of the last event of a ledger up to a position, 0 where there is none. */
    static long numberAt(Connection connection, LedgerId ledger, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NUMBER_AT)) {
            statement.setString(1, ledger.tenant().name());
            statement.setString(2, ledger.slug());
            statement.setLong(3, position);
            return number(statement).orElse(0);
        }
    }

    static long lastNumber(Connection connection, LedgerId ledger) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select journal_number from event_store.events where tenant = ? and ledger = ?
                order by journal_number desc limit 1""")) {
            statement.setString(1, ledger.tenant().name());
            statement.setString(2, ledger.slug());
            return number(statement).orElse(0);
        }
    }

    /** The last event that was recorded by a moment, 0 where there is none; empty where the moment is after the last event. */
    static OptionalLong at(Connection connection, Instant moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AT)) {
            statement.setObject(1, moment.atOffset(ZoneOffset.UTC));
            return number(statement);
        }
    }

    private static OptionalLong number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}
