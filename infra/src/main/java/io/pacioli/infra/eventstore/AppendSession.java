package io.pacioli.infra.eventstore;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One writer's connection to the event store, over which it appends what was decided. Not thread-safe.
 *
 * <p>A transaction begins with the first statement and ends with {@link #commit()} or {@link #rollBack()}. After any
 * {@link SQLException} the session has to be {@link #abandon() abandoned}; it connects anew when it is used next.
 */
public final class AppendSession implements AutoCloseable {

    /** The prefix of the application name by which a session that waits too long finds the backend that holds the head. */
    public static final String APPLICATION_NAME = "pacioli-append";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final LastingConnection connection;
    private final EventAppender appender;
    private final ChainTips chainTips = new ChainTips();

    /** @param dataSource gives a new connection of the service's role each time, with time-outs on the socket */
    public AppendSession(DataSource dataSource, EventCodecs codecs) {
        this.connection = new LastingConnection(dataSource, APPLICATION_NAME, false);
        this.appender = new EventAppender(codecs);
    }

    /** How far the journal has come; what is appended meanwhile is not waited for. */
    public Head head() throws SQLException {
        return Head.read(connection.get());
    }

    /** How far the journal has come, and that nobody appends to it before this transaction ends. */
    public Head lockHead() throws SQLException {
        return Head.lock(connection.get());
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
    public Optional<Append> append(long seen, List<StagedBatch> batches) throws SQLException {
        return appender.append(connection.get(), seen, batches, chainTips).map(Append::new);
    }

    /** As {@link #append(long, List)} for the facts of one batch. */
    public Optional<Append> append(long seen, Instant recordedAt, List<StagedFact> facts) throws SQLException {
        return append(seen, List.of(new StagedBatch(recordedAt, facts)));
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
        try (PreparedStatement statement = connection.get().prepareStatement("""
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
        connection.get().commit();
    }

    public void rollBack() throws SQLException {
        if (connection.isOpen()) {
            connection.get().rollback();
        }
    }

    /** Drops the connection and everything that was learnt over it. */
    public void abandon() {
        chainTips.forget();
        connection.drop();
    }

    @Override
    public void close() {
        abandon();
    }
}
