package io.pacioli.infra.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes how far this one has brought the journal, behind the back of whoever appends.
 *
 * <p>A notification within the appending transaction would have every commit wait for every other that notifies. So it is sent
 * afterwards, the newest position only, and not more often than the others need. One that is lost costs them a second, after
 * which they look for themselves.
 */
final class JournalAnnouncer implements AutoCloseable {

    static final String CHANNEL = "pacioli_journal";

    private static final Logger LOG = LoggerFactory.getLogger(JournalAnnouncer.class);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final DataSource dataSource;
    private final AtomicLong committed = new AtomicLong();
    private final Thread announcing;
    private volatile boolean closed;

    JournalAnnouncer(DataSource dataSource) {
        this.dataSource = dataSource;
        this.announcing = Thread.ofVirtual().name("pacioli-announcer").start(this::announceUntilClosed);
    }

    void announce(long position) {
        committed.accumulateAndGet(position, Math::max);
        LockSupport.unpark(announcing);
    }

    private void announceUntilClosed() {
        long announced = 0;
        while (!closed) {
            long position = committed.get();
            if (position > announced) {
                send(position);
                announced = position;
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void send(long position) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, Long.toString(position));
            statement.executeQuery().close();
        } catch (SQLException e) {
            LOG.debug("Position {} was not announced", position, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(announcing);
    }
}
