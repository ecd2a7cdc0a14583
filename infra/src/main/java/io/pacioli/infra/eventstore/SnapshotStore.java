package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The newest snapshot of each aggregate that has one. */
public final class SnapshotStore {

    private final DataSource dataSource;

    public SnapshotStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps these snapshots, at most one of a stream; an older one never replaces a newer. */
    public void store(Collection<Snapshot> snapshots) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            store(connection, snapshots);
        }
    }

    /** As {@link #store(Collection)}, in the transaction of this connection. */
    static void store(Connection connection, Collection<Snapshot> snapshots) throws SQLException {
        int n = snapshots.size();
        UUID[] streams = new UUID[n];
        Long[] sequences = new Long[n];
        String[] types = new String[n];
        Integer[] revisions = new Integer[n];
        String[] states = new String[n];
        int i = 0;
        for (Snapshot snapshot : snapshots) {
            streams[i] = snapshot.stream().value();
            sequences[i] = snapshot.sequence();
            types[i] = snapshot.type();
            revisions[i] = snapshot.revision();
            states[i] = snapshot.state().toString();
            i++;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                        insert into snapshots.snapshot as s (stream_id, sequence, type, revision, state)
                        select stream_id, sequence, type, revision::smallint, state::json
                        from unnest(?::uuid[], ?::bigint[], ?::text[], ?::int[], ?::text[])
                          as n(stream_id, sequence, type, revision, state)
                        order by stream_id
                        on conflict (stream_id) do update
                        set sequence = excluded.sequence, type = excluded.type, revision = excluded.revision,
                            state = excluded.state
                        where s.sequence < excluded.sequence or s.revision <> excluded.revision
                        """)) {
            statement.setArray(1, connection.createArrayOf("uuid", streams));
            statement.setArray(2, connection.createArrayOf("bigint", sequences));
            statement.setArray(3, connection.createArrayOf("text", types));
            statement.setArray(4, connection.createArrayOf("int", revisions));
            statement.setArray(5, connection.createArrayOf("text", states));
            statement.executeUpdate();
        }
    }

    Optional<Snapshot> of(StreamId stream) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select sequence, type, revision, state from snapshots.snapshot where stream_id = ?")) {
            statement.setObject(1, stream.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(stream, row, 1)) : Optional.empty();
            }
        }
    }

    /** Reads sequence, type, revision and state, the first of which is column {@code first} of the row. */
    static Snapshot read(StreamId stream, ResultSet row, int first) throws SQLException {
        return new Snapshot(
                stream,
                row.getLong(first),
                row.getString(first + 1),
                row.getInt(first + 2),
                JsonBytes.of(row.getBytes(first + 3)));
    }
}
