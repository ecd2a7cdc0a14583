package io.pacioli.query.journal;

import io.pacioli.projections.journal.Journal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells those who follow the journal when it has grown, whichever node has written to it: one look at its head every tenth of a
 * second for all of them, and none while nobody follows.
 */
@Component
class JournalWatch {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWatch.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int PAUSES_AFTER_FAILURE = 10;

    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int followers;
    private boolean watching;
    private boolean ended;
    private long head;

    JournalWatch(Journal journal) {
        this.journal = journal;
    }

    /** Somebody follows from now on, until {@link #leave()}. */
    void join() {
        lock.lock();
        try {
            followers++;
            if (!watching) {
                watching = true;
                Thread.ofVirtual().name("journal-watch").start(this::watch);
            }
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            followers--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody go who follows or will. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** How far the journal has come, as far as is known; to be asked before it is read. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the journal is known to have come farther than that, when everybody is let go, or after that long. */
    void awaitBeyond(long seen, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (head <= seen && !ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        while (true) {
            long now = look();
            lock.lock();
            try {
                if (now > head) {
                    head = now;
                    changed.signalAll();
                }
                long nanos = now < 0 ? PAUSES_AFTER_FAILURE * PAUSE_NANOS : PAUSE_NANOS;
                while (nanos > 0 && followers > 0 && !ended) {
                    nanos = changed.awaitNanos(nanos);
                }
                if (followers == 0 || ended) {
                    watching = false;
                    return;
                }
            } catch (InterruptedException e) {
                watching = false;
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The position of the last event, or -1 where nobody could tell. */
    private long look() {
        try {
            return journal.head();
        } catch (DataAccessException e) {
            LOG.debug("Nobody could tell how far the journal is", e);
            return -1;
        }
    }
}
