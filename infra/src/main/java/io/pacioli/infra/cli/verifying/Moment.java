package io.pacioli.infra.cli.verifying;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * One moment of the database, seen over several read-only connections at once, so that tables can be walked through side by
 * side while a service goes on writing.
 */
public final class Moment implements AutoCloseable {

    private static final int FETCH_ROWS = 5_000;
    private static final int CONNECTIONS_MAX = 12;
    private static final String BEGIN = """
            set idle_in_transaction_session_timeout = 0;
            set statement_timeout = 0;
            set work_mem = '96MB';
            set jit = off;
            set datestyle = 'ISO';
            set timezone = 'UTC';
            set session characteristics as transaction isolation level repeatable read read only;
            """;

    private final DataSource dataSource;
    private final List<Connection> connections = new ArrayList<>();
    private final String snapshot;

    /** @param dataSource gives a new connection each time */
    public Moment(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        this.snapshot = text(begin(), "select pg_export_snapshot()");
    }

    private Connection begin() throws SQLException {
        if (connections.size() == CONNECTIONS_MAX) {
            throw new IllegalStateException("more connections than a verification needs");
        }
        Connection connection = dataSource.getConnection();
        connections.add(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(BEGIN);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** The rows of a query that are walked through alongside others. */
    BinaryRows alongside(String sql) throws SQLException {
        Connection connection = begin();
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction snapshot '" + snapshot + "'");
        }
        return new BinaryRows(connection, sql);
    }

    /** The rows of a query that are read at once, a few thousand fetched at a time; one such query after the other. */
    public ResultSet rows(String sql) throws SQLException {
        PreparedStatement statement = shared().prepareStatement(sql);
        statement.setFetchSize(FETCH_ROWS);
        statement.closeOnCompletion();
        return statement.executeQuery();
    }

    public long number(String sql) throws SQLException {
        try (var statement = shared().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The connection for short queries. */
    Connection shared() {
        return connections.getFirst();
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        SQLException failure = null;
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
