package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.batch.ArrayParameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One writer's connection to the event store, over which it appends what was decided. Not thread-safe.
 *
 * <p>A transaction begins with the first statement that asks for the head, and ends with an append, {@link #commit()} or
 * {@link #rollBack()}; without one, an append is a transaction of its own. After any
 * {@link SQLException} the session has to be {@link #abandon() abandoned}; it connects anew when it is used next.
 */
public final class AppendSession implements AutoCloseable {

    /** The prefix of the application name by which a session that waits too long finds the backend that holds the head. */
    public static final String APPLICATION_NAME = "pacioli-append";

    /** Up to here one statement costs no more than copying does. */
    private static final int FACTS_IN_ONE_STATEMENT_MAX = 64;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final LastingConnection connection;
    private final EventCodecs codecs;
    private final int factsInOneStatementMax;
    private final JournalHash hash = new JournalHash();
    private final ChainTips chainTips = new ChainTips();

    /** @param dataSource gives a new connection of the service's role each time, with time-outs on the socket */
    public AppendSession(DataSource dataSource, EventCodecs codecs) {
        this(dataSource, codecs, FACTS_IN_ONE_STATEMENT_MAX);
    }

    /** @param factsInOneStatementMax how many facts are stored with one statement at most; of more, the events are copied */
    public AppendSession(DataSource dataSource, EventCodecs codecs, int factsInOneStatementMax) {
        this.connection = new LastingConnection(dataSource, APPLICATION_NAME, false);
        this.codecs = codecs;
        this.factsInOneStatementMax = factsInOneStatementMax;
    }

    /** How far the journal has come; what is appended meanwhile is not waited for. */
    public Head head() throws SQLException {
        return Head.read(connection.get());
    }

    /** How far the journal has come, and that nobody appends to it before this transaction ends. */
    public Head lockHead() throws SQLException {
        return Head.lock(connection.get());
    }

    /** Whether a key of one of these hashes is stored. */
    public boolean anyStored(Collection<Long> keys) throws SQLException {
        if (keys.isEmpty()) {
            return false;
        }
        try (PreparedStatement statement =
                connection.get().prepareStatement("select exists (select from event_store.keys where hash = any(?))")) {
            ArrayParameter.bigints(keys, Long::longValue).set(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Forgets what this session has seen of chains, because another writer has appended. */
    public void forgetChains() {
        chainTips.forget();
    }

    /**
     * Events that were stored.
     *
     * @param bytes how large they are written down, by which to bound what is kept in memory
     */
    public record Appended(List<RecordedEventMessage> events, long bytes) {}

    /**
     * Moves the head of the journal from where this writer has seen everything to behind these facts, writes them, and commits; but
     * only if no key is stored that was taken for new.
     *
     * @param newKeys the hashes of these keys
     * @return nothing where another writer has moved the head meanwhile, or one of the keys is stored; nothing is stored then, and no
     *     transaction under way
     */
    public Optional<Appended> append(long seen, List<StagedBatch> batches, Collection<Long> newKeys)
            throws SQLException {
        Connection open = connection.get();
        EventAppender appender = new EventAppender(codecs, hash, seen, chainTips.of(open, ledgers(batches)));
        batches.forEach(appender::add);
        JournalRows rows = appender.rows();
        if (!write(open, rows, newKeys)) {
            return Optional.empty();
        }
        chainTips.moved(appender.tips());
        return Optional.of(appender.appended());
    }

    private static Set<LedgerId> ledgers(List<StagedBatch> batches) {
        Set<LedgerId> ledgers = new HashSet<>();
        for (StagedBatch batch : batches) {
            batch.facts().forEach(fact -> ledgers.add(fact.event().ledger()));
        }
        return ledgers;
    }

    /** A few events that no transaction is under way for are a transaction of one statement: one round trip, and no commit apart. */
    private boolean write(Connection open, JournalRows rows, Collection<Long> newKeys) throws SQLException {
        boolean few = rows.events().size() <= factsInOneStatementMax;
        if (few && !isInTransaction(open)) {
            open.setAutoCommit(true);
            boolean moved = AppendStatements.writeAll(open, rows, newKeys);
            open.setAutoCommit(false);
            return moved;
        }
        boolean moved = few
                ? AppendStatements.writeAll(open, rows, newKeys)
                : AppendStatements.writeAndCopy(open, rows, newKeys);
        if (moved) {
            open.commit();
        } else {
            open.rollback();
        }
        return moved;
    }

    private static boolean isInTransaction(Connection open) throws SQLException {
        return open.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    /** As {@link #append(long, List, Collection)} for the facts of one batch, none of whose keys was taken for new. */
    public Optional<Appended> append(long seen, Instant recordedAt, List<StagedFact> facts) throws SQLException {
        return append(seen, List.of(new StagedBatch(recordedAt, facts)), List.of());
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
