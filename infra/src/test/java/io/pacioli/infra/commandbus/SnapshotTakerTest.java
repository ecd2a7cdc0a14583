package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.Snapshot;
import io.pacioli.infra.eventstore.SnapshotStore;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SnapshotTakerTest {

    private static final StreamId STREAM = StreamId.of("test", "default", "book", "a");

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_snapshot_is_written_soon_and_the_newest_wins() {
        try (SnapshotTaker taker = new SnapshotTaker(new SnapshotStore(database.service()))) {
            for (long sequence : new long[] {3, 9, 5}) {
                assertThat(taker.offer(snapshot(sequence))).isTrue();
                awaitWritten(Math.max(sequence, sequence == 5 ? 9 : 0));
            }
        }
    }

    private static final class Counting extends DelegatingDataSource {
        private final AtomicInteger connections = new AtomicInteger();

        Counting(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }
    }

    @Test
    void those_that_come_one_by_one_are_written_together() throws SQLException {
        Counting dataSource = new Counting(database.service());
        try (SnapshotTaker taker = new SnapshotTaker(new SnapshotStore(dataSource));
                Connection connection = database.service().getConnection()) {
            for (int sequence = 1; sequence <= 400; sequence++) {
                assertThat(taker.offer(snapshot(sequence))).isTrue();
                takeAsLongAsAStatement(connection);
            }
            awaitWritten(400);
        }

        assertThat(dataSource.connections).hasValueLessThan(20);
    }

    private static void takeAsLongAsAStatement(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from generate_series(1, 5000)");
        }
    }

    /** Fails a few times, as a database that restarts or a pool that is closing would. */
    private static final class Failing extends DelegatingDataSource {
        private final boolean checked;
        private final AtomicInteger left = new AtomicInteger(2);

        Failing(DataSource dataSource, boolean checked) {
            super(dataSource);
            this.checked = checked;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (left.getAndDecrement() <= 0) {
                return super.getConnection();
            }
            if (checked) {
                throw new SQLException("not now");
            }
            throw new IllegalStateException("not now");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_that_could_not_be_written_does_not_keep_later_ones_from_being_written(boolean checked) {
        Failing dataSource = new Failing(database.service(), checked);
        try (SnapshotTaker taker = new SnapshotTaker(new SnapshotStore(dataSource))) {
            for (int lost = 1; lost <= 2; lost++) {
                assertThat(taker.offer(snapshot(lost))).isTrue();
                int stillToFail = 2 - lost;
                await().atMost(Waiting.PATIENCE).until(() -> dataSource.left.get() <= stillToFail);
            }

            assertThat(taker.offer(snapshot(7))).isTrue();

            awaitWritten(7);
        }
    }

    private static Snapshot snapshot(long sequence) {
        return new Snapshot(STREAM, sequence, "account", 1, JsonBytes.of("{\"sequence\":%d}".formatted(sequence)));
    }

    private void awaitWritten(long sequence) {
        await().atMost(Waiting.PATIENCE).until(() -> {
            try (Connection connection = database.service().getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select sequence, state::text from snapshots.snapshot")) {
                return row.next()
                        && row.getLong(1) == sequence
                        && row.getString(2).equals("{\"sequence\":%d}".formatted(sequence));
            }
        });
    }
}
