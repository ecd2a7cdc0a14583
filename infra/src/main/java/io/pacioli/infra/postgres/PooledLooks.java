package io.pacioli.infra.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has a thread that waits on a connection of its own, and looks now and then with one of the pool, be interrupted while it waits only: an
 * interrupt closes the connection that a virtual thread reads from, and the pool would warn of it as of one that failed.
 */
public final class PooledLooks {

    /** For a database that does not answer nobody waits. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private final ReentrantLock looking = new ReentrantLock();
    private final Duration waitMax;

    public PooledLooks() {
        this(WAIT_MAX);
    }

    PooledLooks(Duration waitMax) {
        this.waitMax = waitMax;
    }

    /** Looks, which is to be in vain for who is not to look any more. */
    public void look(Runnable look) {
        looking.lock();
        try {
            look.run();
        } finally {
            looking.unlock();
        }
    }

    /** Interrupts a thread that has been told not to look any more, as soon as it does not. */
    public void interrupt(Thread thread) {
        boolean waits = false;
        try {
            waits = looking.tryLock(waitMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            thread.interrupt();
        } finally {
            if (waits) {
                looking.unlock();
            }
        }
    }

    boolean isAwaited() {
        return looking.hasQueuedThreads();
    }
}
