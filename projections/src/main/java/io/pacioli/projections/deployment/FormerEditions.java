package io.pacioli.projections.deployment;

import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away the read tables of editions that no node has used for a while, once those of this one have been read for as long. Of
 * other editions nothing is known here but their names: they may have projections that this build does not.
 */
public final class FormerEditions {

    private static final Logger LOG = LoggerFactory.getLogger(FormerEditions.class);

    /** Whoever still reads one of the tables has to end first; until then everybody else would wait behind us. */
    private static final String SETTINGS = "set local lock_timeout = '2s'";

    /** A node says more often than this that it works on its tables. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private static final String LEFT_BEHIND = """
            select g.edition
            from projections.generation g
            where g.edition <> {edition}
              and exists (
                select from projections.generation own
                where own.edition = {edition} and own.live and own.built_at < clock_timestamp() - make_interval(secs => ?))
            group by g.edition
            having max(g.used_at) < clock_timestamp() - make_interval(secs => ?)
              and not exists (
                select from projections.token t
                where t.processor like '%/' || g.edition and t.claimed_at > clock_timestamp() - make_interval(secs => ?))
            limit 1""";

    private static final String SCHEMAS = """
            delete from projections.generation where edition = ? returning projection || '_' || generation""";

    private static final String FORGET_TOKENS = "delete from projections.token where processor like '%/' || ?";

    private static final String END_REBUILDS = """
            update projections.rebuild
            set state = case when ended_at is null then 'cancelled' else state end, owner = null, wish = null, tidied = true,
                ended_at = coalesce(ended_at, clock_timestamp())
            where not tidied and edition = ?""";

    private final Edition edition;
    private final double keptSeconds;

    /** @param kept how long tables are kept that no node uses */
    public FormerEditions(Edition edition, Duration kept) {
        this.edition = edition;
        this.keptSeconds = Math.max(kept.toMillis(), SILENCE_MAX.toMillis()) / 1_000.0;
    }

    /** Takes away what one edition has left, if any has. */
    public void tidy(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            // A node of that edition that starts just now finds its tables whole, and has us see that they are used; or
            // none.
            statement.execute("select pg_advisory_xact_lock(" + Generations.MAKING_TABLES + ")");
            String former = leftBehind(connection);
            if (former != null) {
                List<String> schemas = execute(connection, SCHEMAS, former);
                for (String schema : schemas) {
                    statement.execute("drop schema " + schema + " cascade");
                }
                execute(connection, FORGET_TOKENS, former);
                execute(connection, END_REBUILDS, former);
                connection.commit();
                LOG.info(
                        "No node uses the read tables of edition {} any more; they are taken away: {}",
                        former,
                        schemas);
            }
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private @Nullable String leftBehind(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(edition.in(LEFT_BEHIND))) {
            for (int i = 1; i <= 3; i++) {
                statement.setDouble(i, keptSeconds);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static List<String> execute(Connection connection, String sql, String former) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, former);
            List<String> names = new ArrayList<>();
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
            }
            return names;
        }
    }
}
