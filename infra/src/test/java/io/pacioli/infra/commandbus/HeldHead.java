package io.pacioli.infra.commandbus;

import static org.awaitility.Awaitility.await;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Has whoever appends wait until it is closed, for less time than they would be ready to. */
final class HeldHead implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final TestDatabase database;
    private final Connection connection;

    HeldHead(TestDatabase database) throws SQLException {
        this.database = database;
        connection = database.service().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.executeQuery("select from event_store.head for update").close();
        }
    }

    /** Waits until so many writers wait; they go on in the order in which they came. */
    void awaitWriters(int count) {
        await().atMost(Waiting.PATIENCE).pollInterval(LOOK).until(() -> writers() == count);
    }

    private int writers() throws SQLException {
        // Not over the connection that holds the head: a transaction sees the sessions as they were at its first look.
        try (Connection looking = database.service().getConnection();
                var statement = looking.createStatement();
                var row = statement.executeQuery("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and application_name = 'pacioli-append' and wait_event_type = 'Lock'
                        """)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
