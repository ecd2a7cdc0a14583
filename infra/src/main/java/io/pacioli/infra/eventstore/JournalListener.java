package io.pacioli.infra.eventstore;

import io.pacioli.infra.postgres.PoolUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from the database how far other nodes have brought the journal: by notification, and by looking once a second. */
final class JournalListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalListener.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final PostgresEventStorageEngine engine;
    private final JournalEventStore eventStore;
    private final PoolUse poolUse = new PoolUse();
    private final Thread listening;
    private volatile boolean closed;

    JournalListener(DataSource dataSource, PostgresEventStorageEngine engine, JournalEventStore eventStore) {
        this.dataSource = dataSource;
        this.engine = engine;
        this.eventStore = eventStore;
        this.listening = Thread.ofVirtual().name("pacioli-listener").start(this::listenUntilClosed);
    }

    private void listenUntilClosed() {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The journal is not heard; trying again", e);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + JournalAnnouncer.CHANNEL);
        }
        PGConnection channel = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification @Nullable [] heard = channel.getNotifications((int) LOOK_EVERY.toMillis());
            if (heard == null || heard.length == 0) {
                poolUse.run(() -> eventStore.reached(engine.head()));
            } else {
                eventStore.reached(Long.parseLong(heard[heard.length - 1].getParameter()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        poolUse.interrupt(listening);
    }
}
