package io.pacioli.infra.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A virtual thread's use of the pool's connections, in which it is not interrupted. An interrupt closes the socket that a virtual thread
 * reads from, and the pool would warn of a connection that has failed.
 */
public final class PoolUse {

    /** For a database that does not answer nobody waits. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private final ReentrantLock using = new ReentrantLock();
    private final Duration waitMax;

    public PoolUse() {
        this(WAIT_MAX);
    }

    PoolUse(Duration waitMax) {
        this.waitMax = waitMax;
    }

    /** Does this, unless the thread has been interrupted. */
    public void run(Runnable work) {
        using.lock();
        try {
            if (!Thread.currentThread().isInterrupted()) {
                work.run();
            }
        } finally {
            using.unlock();
        }
    }

    /** Interrupts the thread when it does not use the pool; after a second also while it does. */
    public void interrupt(Thread thread) {
        boolean waited = false;
        try {
            waited = using.tryLock(waitMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            thread.interrupt();
        } finally {
            if (waited) {
                using.unlock();
            }
        }
    }
}
