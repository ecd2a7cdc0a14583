package io.pacioli.projections.rebuild;

import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rebuilds that a node may work on, by the database's clock, and what it writes down of them. A node that has not been heard
 * of in time loses its claim; whatever it writes afterwards is refused, and with it the transaction that it is part of.
 */
final class RebuildClaims {

    private static final String CLAIM = """
            update projections.rebuild set owner = ?, claimed_at = clock_timestamp()
            where state = any(?) and edition = {edition}
              and (owner is null or owner = ? or claimed_at < clock_timestamp() - make_interval(secs => ?))
            returning %s""".formatted(Rebuild.COLUMNS);

    private static final String EXTEND = """
            update projections.rebuild set claimed_at = clock_timestamp() where owner = ? and state = any(?)""";

    private static final String RELEASE = "update projections.rebuild set owner = null where owner = ?";

    private static final String MINE = " where id = ? and owner = ? and state = ?";

    private static final String PROGRESS = """
            update projections.rebuild set events_done = ?, events_total = ?, events_per_second = ?, cause = null""" + MINE;

    private static final String BUILT = "update projections.rebuild set built = ?" + MINE;

    private static final String GO_ON = "update projections.rebuild set state = ?" + MINE;

    private static final String COMPARED = """
            update projections.rebuild set state = ?, compared_at = ?, differences = ?, examples = ?::jsonb, wish = null""" + MINE;

    private static final String SWITCHED = """
            update projections.rebuild
            set state = ?, former = ?, wish = null, owner = null, switched_at = clock_timestamp(),
                ended_at = clock_timestamp(), events_done = ?, events_total = ?""" + MINE;

    private static final String SWITCHED_BACK = """
            update projections.rebuild
            set state = ?, owner = null, ended_at = clock_timestamp()""" + MINE;

    private static final String NOTE = "update projections.rebuild set cause = ?" + MINE;

    /** A switch back that fails leaves things as they are. */
    private static final String FAILED = """
            update projections.rebuild
            set cause = ?, state = case state when 'switching-back' then 'switched' else 'failed' end, owner = null,
                ended_at = clock_timestamp()""" + MINE;

    private final String node;
    private final double leaseSeconds;
    private final Edition edition;

    RebuildClaims(String node, Duration lease, Edition edition) {
        this.node = node;
        this.edition = edition;
        this.leaseSeconds = lease.toMillis() / 1_000.0;
    }

    /** Claims what nobody works on; all that is this node's afterwards. */
    List<Rebuild> claim(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(edition.in(CLAIM))) {
            statement.setString(1, node);
            statement.setObject(2, RebuildState.openWords());
            statement.setString(3, node);
            statement.setDouble(4, leaseSeconds);
            try (ResultSet rows = statement.executeQuery()) {
                List<Rebuild> mine = new ArrayList<>();
                while (rows.next()) {
                    mine.add(Rebuild.row(rows, mine.size()));
                }
                return mine;
            }
        }
    }

    /** Says that this node is alive. */
    void extend(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
            statement.setString(1, node);
            statement.setObject(2, RebuildState.openWords());
            statement.executeUpdate();
        }
    }

    void release(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, node);
            statement.executeUpdate();
        }
    }

    void progress(Connection connection, Rebuild rebuild, long done, long total, @Nullable Double eventsPerSecond)
            throws SQLException {
        update(connection, rebuild, PROGRESS, done, total, eventsPerSecond);
    }

    void built(Connection connection, Rebuild rebuild, List<Generation> built) throws SQLException {
        update(connection, rebuild, BUILT, (Object) numbers(built));
    }

    void goOn(Connection connection, Rebuild rebuild, RebuildState state) throws SQLException {
        update(connection, rebuild, GO_ON, state.word());
    }

    void compared(Connection connection, Rebuild rebuild, long position, Comparison.Result result) throws SQLException {
        update(
                connection,
                rebuild,
                COMPARED,
                RebuildState.READY.word(),
                position,
                result.differences(),
                result.examples());
    }

    void switched(Connection connection, Rebuild rebuild, List<Generation> former, long position) throws SQLException {
        update(
                connection,
                rebuild,
                SWITCHED,
                RebuildState.SWITCHED.word(),
                numbers(inOrder(rebuild, former)),
                position,
                position);
    }

    void switchedBack(Connection connection, Rebuild rebuild) throws SQLException {
        update(connection, rebuild, SWITCHED_BACK, RebuildState.SWITCHED_BACK.word());
    }

    void note(Connection connection, Rebuild rebuild, String cause) throws SQLException {
        update(connection, rebuild, NOTE, cause);
    }

    void failed(Connection connection, Rebuild rebuild, String cause) throws SQLException {
        update(connection, rebuild, FAILED, cause);
    }

    private static List<Generation> inOrder(Rebuild rebuild, List<Generation> generations) {
        return rebuild.projections().stream()
                .map(projection -> generations.stream()
                        .filter(generation -> generation.projection() == projection)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static int[] numbers(List<Generation> generations) {
        return generations.stream().mapToInt(Generation::number).toArray();
    }

    /** @throws ClaimLost when the rebuild is another node's now, or has ended or gone on meanwhile */
    private void update(Connection connection, Rebuild rebuild, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int last = 0;
            for (Object value : values) {
                statement.setObject(++last, value);
            }
            statement.setLong(last + 1, rebuild.id());
            statement.setString(last + 2, node);
            statement.setString(last + 3, rebuild.state().word());
            if (statement.executeUpdate() == 0) {
                throw new ClaimLost(rebuild.id());
            }
        }
    }
}
