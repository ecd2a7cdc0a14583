package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The queries that read events. */
final class EventRows {

    private EventRows() {}

    /** The events at these positions, by position. */
    static Map<Long, StoredEvent> at(Connection connection, Collection<Long> positions) throws SQLException {
        Map<Long, StoredEvent> events = HashMap.newHashMap(positions.size());
        try (PreparedStatement statement = connection.prepareStatement(
                "select %s from event_store.events e where e.position = any(?)".formatted(StoredEvent.COLUMNS))) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredEvent event = StoredEvent.read(rows, 1);
                    events.put(event.position(), event);
                }
            }
        }
        return events;
    }

    /** Events in the order of their positions, from just after the given one. */
    static List<StoredEvent> after(Connection connection, long position, int limit) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select %s from event_store.events e where e.position > ? order by e.position limit ?
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setLong(1, position);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(StoredEvent.read(rows, 1));
                }
            }
        }
        return events;
    }

    /** Events of one ledger in order, from just after a journal number. */
    static List<StoredEvent> ofLedger(Connection connection, LedgerId ledger, long afterJournalNumber, int limit)
            throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select %s from event_store.events e
                where e.tenant = ? and e.ledger = ? and e.journal_number > ?
                order by e.journal_number limit ?
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setString(1, ledger.tenant().name());
            statement.setString(2, ledger.slug());
            statement.setLong(3, afterJournalNumber);
            statement.setInt(4, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(StoredEvent.read(rows, 1));
                }
            }
        }
        return events;
    }

    /** Events of one stream in order, from the given sequence number. */
    static List<StoredStream.Place> ofStream(Connection connection, StreamId stream, long fromSequence, int limit)
            throws SQLException {
        List<StoredStream.Place> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select s.sequence, %s
                from event_store.streams s join event_store.events e on e.position = s.position
                where s.stream_id = ? and s.sequence >= ? order by s.sequence limit ?
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setObject(1, stream.value());
            statement.setLong(2, fromSequence);
            statement.setInt(3, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(new StoredStream.Place(rows.getLong(1), StoredEvent.read(rows, 2)));
                }
            }
        }
        return events;
    }

    /** The events after the first of each of these streams, in order, up to and including a position. */
    static Map<StreamId, List<StoredEvent>> laterOf(
            Connection connection, Collection<StreamId> streams, long throughPosition) throws SQLException {
        Map<StreamId, List<StoredEvent>> later = new HashMap<>();
        UUID[] ids = streams.stream().map(StreamId::value).toArray(UUID[]::new);
        try (PreparedStatement statement = connection.prepareStatement("""
                select s.stream_id, %s
                from event_store.streams s join event_store.events e on e.position = s.position
                where s.stream_id = any(?) and s.sequence > 0 and s.position <= ?
                order by s.stream_id, s.sequence
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setLong(2, throughPosition);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    later.computeIfAbsent(new StreamId(rows.getObject(1, UUID.class)), stream -> new ArrayList<>(1))
                            .add(StoredEvent.read(rows, 2));
                }
            }
        }
        return later;
    }

    /** The first event of each of these streams. */
    static Map<StreamId, StoredEvent> firstOf(Connection connection, Collection<StreamId> streams) throws SQLException {
        Map<StreamId, StoredEvent> first = HashMap.newHashMap(streams.size());
        UUID[] ids = streams.stream().map(StreamId::value).toArray(UUID[]::new);
        try (PreparedStatement statement = connection.prepareStatement("""
                select s.stream_id, %s
                from event_store.streams s join event_store.events e on e.position = s.position
                where s.stream_id = any(?) and s.sequence = 0
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    first.put(new StreamId(rows.getObject(1, UUID.class)), StoredEvent.read(rows, 2));
                }
            }
        }
        return first;
    }
}
