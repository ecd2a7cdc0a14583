package io.pacioli.infra.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A connection that is made when it is first used, kept from then on, and made anew after it was dropped. Not thread-safe. */
final class LastingConnection {

    /** Everything is looked up by key: a plan is made once, and never for tables as small as they were when it was made. */
    private static final String SETTINGS = """
            set statement_timeout = '10s';
            set lock_timeout = '2s';
            set idle_in_transaction_session_timeout = '10s';
            set jit = off;
            set plan_cache_mode = force_generic_plan;
            set enable_seqscan = off;
            set enable_hashjoin = off;
            set enable_mergejoin = off
            """;

    private static final String READ_ONLY = "25006";

    private final DataSource dataSource;
    private final String applicationName;
    private final boolean autoCommit;
    private @Nullable Connection connection;

    /**
     * @param dataSource gives a new connection of the service's role each time, with time-outs on the socket
     * @param autoCommit whether each statement is a transaction of its own
     */
    LastingConnection(DataSource dataSource, String applicationName, boolean autoCommit) {
        this.dataSource = dataSource;
        this.applicationName = applicationName;
        this.autoCommit = autoCommit;
    }

    Connection get() throws SQLException {
        Connection known = connection;
        if (known == null) {
            known = connect();
            connection = known;
        }
        return known;
    }

    private Connection connect() throws SQLException {
        Connection fresh = dataSource.getConnection();
        try (var statement = fresh.createStatement()) {
            fresh.setClientInfo("ApplicationName", applicationName);
            statement.execute(SETTINGS);
            refuseStandby(statement);
            fresh.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        return fresh;
    }

    /** Of several servers in one address, a standby may be the one that answers: what it does not know yet would be done twice. */
    private static void refuseStandby(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new SQLException("the server is a standby", READ_ONLY);
            }
        }
    }

    boolean isOpen() {
        return connection != null;
    }

    void drop() {
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
}
