package io.pacioli.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Another node's session that asks for the head of the journal and waits for it as long as it takes. */
public final class WaitingWriter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database;
    private final Connection connection;
    private final int backend;
    private final CompletableFuture<Boolean> got = new CompletableFuture<>();

    public WaitingWriter(TestDatabase database) throws SQLException {
        this.database = database;
        connection = database.service().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select pg_backend_pid(), set_config('application_name', 'pacioli-append', false)")) {
            row.next();
            backend = row.getInt(1);
        }
        Thread.ofVirtual().start(() -> {
            try (var statement = connection.createStatement()) {
                got.complete(statement.execute("select from event_store.head for update"));
            } catch (SQLException e) {
                got.completeExceptionally(e);
            }
        });
    }

    /** Waits until the server has it waiting for a lock. */
    public void awaitWaiting() {
        await().atMost(PATIENCE).until(() -> is("wait_event_type = 'Lock'"));
    }

    public void awaitOlderThan(int seconds) {
        await().atMost(PATIENCE).until(() -> is("xact_start < clock_timestamp() - interval '%d s'".formatted(seconds)));
    }

    private boolean is(String condition) throws SQLException {
        try (Connection asking = database.service().getConnection();
                var statement = asking.createStatement();
                var row = statement.executeQuery(
                        "select %s from pg_stat_activity where pid = %d".formatted(condition, backend))) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Whether it got the head, within a while, and was not cut off. */
    public boolean holdsTheHead() throws Exception {
        assertThat(got.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return connection.isValid(1);
    }

    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }
}
