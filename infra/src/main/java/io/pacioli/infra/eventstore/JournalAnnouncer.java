package io.pacioli.infra.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DataSource dataSource;
    private final Duration pause;
    private final AtomicLong committed = new AtomicLong();
    private final Thread announcing;
    private final CountDownLatch closed = new CountDownLatch(1);

    JournalAnnouncer(DataSource dataSource) {
        this(dataSource, PAUSE);
    }

    /** @param pause how long it waits after each notification, whatever is announced meanwhile */
    JournalAnnouncer(DataSource dataSource, Duration pause) {
        this.dataSource = dataSource;
        this.pause = pause;
        this.announcing = Thread.ofVirtual().name("pacioli-announcer").start(this::announceUntilClosed);
    }

    void announce(long position) {
        committed.accumulateAndGet(position, Math::max);
        LockSupport.unpark(announcing);
    }

    private void announceUntilClosed() {
        long announced = 0;
        while (!isClosed()) {
            long position = committed.get();
            if (position > announced) {
                send(position);
                announced = position;
                pause();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Until it is over or this is closed; merely parked, the thread would be woken by the next announcement. */
    private void pause() {
        try {
            closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
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
        closed.countDown();
        LockSupport.unpark(announcing);
    }
}
