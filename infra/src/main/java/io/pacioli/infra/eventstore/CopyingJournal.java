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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Records events as they were recorded elsewhere, in one transaction: all of them, or nothing. It holds the head from the
 * beginning, so that nobody appends in between; closed before the {@link #commit()}, it leaves nothing.
 */
public final class CopyingJournal implements AutoCloseable {

    private static final String SETTINGS = """
            set statement_timeout = 0;
            set lock_timeout = '10s';
            set idle_in_transaction_session_timeout = '10min';
            set jit = off
            """;

    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final EventCodecs codecs;
    private final JournalHash hash = new JournalHash();
    private final ChainTips chainTips = new ChainTips();
    private final Head before;
    private long position;

    private CopyingJournal(Connection connection, EventCodecs codecs, Head before) {
        this.connection = connection;
        this.codecs = codecs;
        this.before = before;
        this.position = before.position();
    }

    /** @param dataSource gives a new connection of the service's role each time */
    public static CopyingJournal begin(DataSource dataSource, EventCodecs codecs) throws SQLException {
        Connection connection = dataSource.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            connection.setAutoCommit(false);
            return new CopyingJournal(connection, codecs, Head.lock(connection));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Where the journal stood before anything was copied. */
    public Head before() {
        return before;
    }

    /** Those of these ledgers that have events here. */
    public Set<LedgerId> present(Collection<LedgerId> ledgers) throws SQLException {
        return chainTips.of(connection, ledgers).entrySet().stream()
                .filter(ledger -> ledger.getValue().journalNumber() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The last sequence number in each of these streams; those that have not begun are left out. */
    public Map<StreamId, Long> lastSequences(Collection<StreamId> streams) throws SQLException {
        Map<StreamId, Long> last = HashMap.newHashMap(streams.size());
        UUID[] ids = streams.stream().map(StreamId::value).toArray(UUID[]::new);
        try (PreparedStatement statement = connection.prepareStatement("""
                select w.stream_id, s.sequence from unnest(?::uuid[]) as w(stream_id)
                cross join lateral (
                  select sequence from event_store.streams where stream_id = w.stream_id
                  order by sequence desc limit 1) s
                """)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    last.put(new StreamId(rows.getObject(1, UUID.class)), rows.getLong(2));
                }
            }
        }
        return last;
    }

    /**
     * Appends these events, each with the hash that it has.
     *
     * @throws AlreadyRecorded when one is to begin a stream that has begun, or to take a place in it that is taken
     */
    public void append(List<CopiedEvent> events) throws SQLException {
        Set<LedgerId> ledgers = new HashSet<>();
        events.forEach(event -> ledgers.add(event.event().ledger()));
        EventAppender appender = new EventAppender(codecs, hash, position, chainTips.of(connection, ledgers));
        events.forEach(appender::add);
        JournalRows rows = appender.rows();
        try {
            if (!AppendStatements.writeAndCopy(connection, rows, List.of())) {
                throw new IllegalStateException("the head moved while it was locked");
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new AlreadyRecorded(e);
            }
            throw e;
        }
        position = rows.position();
        chainTips.moved(appender.tips());
    }

    /** What these events say has happened already, in the same files or here. */
    public static final class AlreadyRecorded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyRecorded(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * The events that share the hash of a key with another, of which one at least was copied, by that hash. Whether they share the
     * key itself, the events tell.
     */
    public Map<Long, List<StoredEvent>> sharingKeys() throws SQLException {
        Map<Long, List<Long>> positions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select hash, array_agg(position order by position) from event_store.keys
                group by hash having count(*) > 1 and max(position) > ?
                """)) {
            statement.setLong(1, before.position());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.put(
                            rows.getLong(1), List.of((Long[]) rows.getArray(2).getArray()));
                }
            }
        }
        Set<Long> all = new TreeSet<>();
        positions.values().forEach(all::addAll);
        Map<Long, StoredEvent> events = EventRows.at(connection, all);
        Map<Long, List<StoredEvent>> sharing = new HashMap<>();
        positions.forEach((key, at) -> {
            List<StoredEvent> together = new ArrayList<>();
            at.forEach(each -> together.add(events.get(each)));
            sharing.put(key, together);
        });
        return sharing;
    }

    /** Keeps these snapshots, of streams that have none. */
    public void store(List<Snapshot> snapshots) throws SQLException {
        SnapshotStore.store(connection, snapshots);
    }

    /** From here on it is recorded. */
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
