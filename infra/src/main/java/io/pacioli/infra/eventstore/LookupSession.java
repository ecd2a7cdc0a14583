package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.StreamId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The connection over which a batch is looked up before it is decided. Each lookup sees what is committed when it begins. Not
 * thread-safe.
 *
 * <p>After any {@link SQLException} the session has to be {@link #abandon() abandoned}; it connects anew when it is used next.
 */
public final class LookupSession implements AutoCloseable {

    public static final String APPLICATION_NAME = "pacioli-lookup";

    /** Beyond this it is cheaper to forget everything than to learn what has changed. */
    static final int GROWN_ROWS_MAX = 50_000;

    private final LastingConnection connection;

    /** @param dataSource gives a new connection of the service's role each time, with time-outs on the socket */
    public LookupSession(DataSource dataSource) {
        connection = new LastingConnection(dataSource, APPLICATION_NAME, true);
    }

    /** How far the journal has come. */
    public Head head() throws SQLException {
        return Head.read(connection.get());
    }

    /** The positions of the events that may carry a key of one of these hashes, by hash. */
    public Map<Long, List<Long>> positionsOfKeys(Collection<Long> hashes) throws SQLException {
        Map<Long, List<Long>> positions = new HashMap<>();
        try (PreparedStatement statement =
                connection.get().prepareStatement("select hash, position from event_store.keys where hash = any(?)")) {
            statement.setArray(1, connection.get().createArrayOf("bigint", hashes.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions
                            .computeIfAbsent(rows.getLong(1), hash -> new ArrayList<>(1))
                            .add(rows.getLong(2));
                }
            }
        }
        return positions;
    }

    public Map<Long, StoredEvent> eventsAt(Collection<Long> positions) throws SQLException {
        return EventRows.at(connection.get(), positions);
    }

    /**
     * What is stored of each of these streams, present or absent. An event that several of them share is fetched once, as large as it may
     * be, and all of them are given the same.
     */
    public Map<StreamId, StoredStream> streams(Collection<StreamId> streams) throws SQLException {
        Map<StreamId, StoredStream> stored = HashMap.newHashMap(streams.size());
        Map<Long, StoredEvent> events = new HashMap<>();
        UUID[] ids = streams.stream().map(StreamId::value).toArray(UUID[]::new);
        try (PreparedStatement statement = connection.get().prepareStatement("""
                with places as (
                  select w.stream_id, n.sequence as snapshot_sequence, n.type, n.revision, n.state, s.sequence, s.position,
                    row_number() over (partition by s.position order by w.stream_id) as occurrence
                  from unnest(?::uuid[]) as w(stream_id)
                  left join snapshots.snapshot n on n.stream_id = w.stream_id
                  left join event_store.streams s
                    on s.stream_id = w.stream_id and s.sequence > coalesce(n.sequence, -1)
                )
                select p.stream_id, p.snapshot_sequence, p.type, p.revision, p.state, p.sequence, p.position, %s
                from places p
                left join event_store.events e on e.position = case when p.occurrence = 1 then p.position end
                order by p.stream_id, p.sequence
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setArray(1, connection.get().createArrayOf("uuid", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StreamId id = new StreamId(rows.getObject(1, UUID.class));
                    StoredStream stream = stored.get(id);
                    if (stream == null) {
                        rows.getLong(2);
                        Snapshot snapshot = rows.wasNull() ? null : SnapshotStore.read(id, rows, 2);
                        stream = new StoredStream(snapshot, new ArrayList<>());
                        stored.put(id, stream);
                    }
                    long sequence = rows.getLong(6);
                    if (!rows.wasNull()) {
                        stream.events().add(new StoredStream.Place(sequence, event(rows, events)));
                    }
                }
            }
        }
        return stored;
    }

    /** Rows come in the order in which {@code occurrence} counts them, so the first that names an event brings it. */
    private static StoredEvent event(ResultSet row, Map<Long, StoredEvent> events) throws SQLException {
        long position = row.getLong(7);
        StoredEvent known = events.get(position);
        if (known == null) {
            known = StoredEvent.read(row, 8);
            events.put(position, known);
        }
        return known;
    }

    /** The streams that grew after one position, up to and including another; nothing where they are too many to name. */
    public Optional<Set<StreamId>> streamsGrown(long afterPosition, long throughPosition) throws SQLException {
        Set<StreamId> grown = new HashSet<>();
        int rowsRead = 0;
        try (PreparedStatement statement = connection.get().prepareStatement("""
                select stream_id from event_store.streams where position > ? and position <= ? limit ?
                """)) {
            statement.setLong(1, afterPosition);
            statement.setLong(2, throughPosition);
            statement.setInt(3, GROWN_ROWS_MAX + 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    grown.add(new StreamId(rows.getObject(1, UUID.class)));
                    rowsRead++;
                }
            }
        }
        return rowsRead > GROWN_ROWS_MAX ? Optional.empty() : Optional.of(grown);
    }

    /** Drops the connection. */
    public void abandon() {
        connection.drop();
    }

    @Override
    public void close() {
        abandon();
    }
}
