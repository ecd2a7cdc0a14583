package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
 * One writer's connection to the event store: looks up what a batch needs, and appends what it decided. Not thread-safe.
 *
 * <p>A transaction begins with the first statement and ends with {@link #commit()} or {@link #rollBack()}. After any
 * {@link SQLException} the session has to be {@link #abandon() abandoned}; it connects anew when it is used next.
 */
public final class AppendSession implements AutoCloseable {

    /** The prefix of the application name by which a session that waits too long finds the backend that holds the head. */
    public static final String APPLICATION_NAME = "pacioli-append";

    /** Beyond this it is cheaper to forget everything than to learn what has changed. */
    static final int GROWN_ROWS_MAX = 50_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Everything is looked up by key: a plan is made once, and never for tables as small as they were when it was made. */
    private static final String SESSION_SETTINGS = """
            set application_name = '%s';
            set statement_timeout = '10s';
            set lock_timeout = '2s';
            set idle_in_transaction_session_timeout = '10s';
            set jit = off;
            set plan_cache_mode = force_generic_plan;
            set enable_seqscan = off;
            set enable_hashjoin = off;
            set enable_mergejoin = off
            """.formatted(APPLICATION_NAME);

    private final DataSource dataSource;
    private final EventAppender appender;
    private final ChainTips chainTips = new ChainTips();
    private Connection connection;

    /** @param dataSource gives a new connection of the service's role each time, with time-outs on the socket */
    public AppendSession(DataSource dataSource, EventCodecs codecs) {
        this.dataSource = dataSource;
        this.appender = new EventAppender(codecs);
    }

    /** How far the journal has come; what is appended meanwhile is not waited for. */
    public Head head() throws SQLException {
        return readHead("select position, recorded_at from event_store.head");
    }

    /** How far the journal has come, and that nobody appends to it before this transaction ends. */
    public Head lockHead() throws SQLException {
        return readHead("select position, recorded_at from event_store.head for update");
    }

    private Head readHead(String sql) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Head(row.getLong(1), StoredEvent.instant(row, 2));
        }
    }

    /** The positions of the events that may carry a key of one of these hashes, by hash. */
    public Map<Long, List<Long>> positionsOfKeys(Collection<Long> hashes) throws SQLException {
        Map<Long, List<Long>> positions = new HashMap<>();
        try (PreparedStatement statement =
                connection().prepareStatement("select hash, position from event_store.keys where hash = any(?)")) {
            statement.setArray(1, connection().createArrayOf("bigint", hashes.toArray()));
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
        return EventRows.at(connection(), positions);
    }

    /** What is stored of each of these streams, present or absent. */
    public Map<StreamId, StoredStream> streams(Collection<StreamId> streams) throws SQLException {
        Map<StreamId, StoredStream> stored = HashMap.newHashMap(streams.size());
        UUID[] ids = streams.stream().map(StreamId::value).toArray(UUID[]::new);
        try (PreparedStatement statement = connection().prepareStatement("""
                select w.stream_id, n.sequence, n.type, n.revision, n.state, s.sequence, %s
                from unnest(?::uuid[]) as w(stream_id)
                left join snapshots.snapshot n on n.stream_id = w.stream_id
                left join lateral (
                  select sequence, position from event_store.streams
                  where stream_id = w.stream_id and sequence > coalesce(n.sequence, -1)
                  order by sequence) s on true
                left join event_store.events e on e.position = s.position
                order by w.stream_id, s.sequence
                """.formatted(StoredEvent.COLUMNS))) {
            statement.setArray(1, connection().createArrayOf("uuid", ids));
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
                        stream.events().add(new StoredStream.Place(sequence, StoredEvent.read(rows, 7)));
                    }
                }
            }
        }
        return stored;
    }

    /** The streams that grew after one position, up to and including another; nothing where they are too many to name. */
    public Optional<Set<StreamId>> streamsGrown(long afterPosition, long throughPosition) throws SQLException {
        Set<StreamId> grown = new HashSet<>();
        int rowsRead = 0;
        try (PreparedStatement statement = connection().prepareStatement("""
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

    /** Forgets what this session has seen of chains, because another writer has appended. */
    public void forgetChains() {
        chainTips.forget();
    }

    /** The events as they will be stored, once the session commits; their chains are learnt then. */
    public final class Append {
        private final EventAppender.Appended appended;

        private Append(EventAppender.Appended appended) {
            this.appended = appended;
        }

        public List<RecordedEventMessage> events() {
            return appended.events();
        }

        /** Bytes of payload, by which to bound what is kept in memory. */
        public long bytes() {
            return appended.bytes();
        }

        public void commit() throws SQLException {
            AppendSession.this.commit();
            chainTips.moved(appended.tips());
        }
    }

    /**
     * Moves the head from where this writer has seen everything to behind these facts, and writes them.
     *
     * @return nothing where another writer has moved the head meanwhile; the transaction has to be rolled back then
     */
    public Optional<Append> append(long seen, Instant recordedAt, List<StagedFact> facts) throws SQLException {
        return appender.append(connection(), seen, recordedAt, facts, chainTips).map(Append::new);
    }

    /** Whether a failure is another writer's holding the head for longer than this one waits. */
    public static boolean isHeadHeld(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }

    /**
     * Ends the backends that hold the head and have done nothing for longer than anyone waits for it: a node that hangs must
     * not stop the others. It loses its batch, as it would in a crash. Whoever waits for the head itself is left alone, and
     * so is whoever got it just now.
     */
    public void endStuckWriters() throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement("""
                select pg_terminate_backend(pid) from pg_stat_activity a
                where datname = current_database() and usename = current_user and application_name = ?
                  and pid <> pg_backend_pid() and wait_event_type is distinct from 'Lock'
                  and state_change < clock_timestamp() - interval '2 seconds'
                  and exists (select from pg_locks l
                              where l.pid = a.pid and l.relation = 'event_store.head'::regclass
                                and l.mode in ('RowShareLock', 'RowExclusiveLock'))
                """)) {
            statement.setString(1, APPLICATION_NAME);
            statement.executeQuery().close();
        }
        commit();
    }

    public void commit() throws SQLException {
        connection().commit();
    }

    public void rollBack() throws SQLException {
        if (connection != null) {
            connection.rollback();
        }
    }

    /** Drops the connection and everything that was learnt over it. */
    public void abandon() {
        chainTips.forget();
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            try {
                lost.abort(Runnable::run);
            } catch (SQLException e) {
                // It is lost already, and nobody waits for it.
                lost = null;
            }
        }
    }

    @Override
    public void close() {
        abandon();
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            Connection fresh = dataSource.getConnection();
            try (var statement = fresh.createStatement()) {
                statement.execute(SESSION_SETTINGS);
                fresh.setAutoCommit(false);
            } catch (SQLException e) {
                fresh.close();
                throw e;
            }
            connection = fresh;
        }
        return connection;
    }
}
