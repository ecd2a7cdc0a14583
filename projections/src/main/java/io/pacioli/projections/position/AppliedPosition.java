package io.pacioli.projections.position;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The position up to which this node knows the read tables to be, and those who wait for it to move on.
 *
 * <p>A waiting request is also a demand: whoever gathers events into batches does so no longer than until somebody waits.
 */
@Component
public class AppliedPosition {

    /** How many requests may wait at a time. */
    public static final int WAITING_MAX = 10_000;

    /** How a wait ended. */
    public enum Wait {
        REACHED,
        TIMED_OUT,
        TOO_MANY_WAITING
    }

    private record Waiting(long position, CountDownLatch reached) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition demand = lock.newCondition();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::position));
    private final int waitingMax;
    private volatile long position;

    AppliedPosition() {
        this(WAITING_MAX);
    }

    AppliedPosition(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    public long get() {
        return position;
    }

    /** Waits until the read tables have reached a position, at most that long. */
    public Wait await(long wanted, Duration atMost) throws InterruptedException {
        if (wanted <= position) {
            return Wait.REACHED;
        }
        Waiting mine = new Waiting(wanted, new CountDownLatch(1));
        lock.lock();
        try {
            if (wanted <= position) {
                return Wait.REACHED;
            }
            if (waiting.size() >= waitingMax) {
                return Wait.TOO_MANY_WAITING;
            }
            waiting.add(mine);
            demand.signalAll();
        } finally {
            lock.unlock();
        }
        boolean reached = false;
        try {
            reached = mine.reached().await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!reached) {
                leave(mine);
            }
        }
        return reached ? Wait.REACHED : Wait.TIMED_OUT;
    }

    private void leave(Waiting mine) {
        lock.lock();
        try {
            waiting.remove(mine);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns as soon as somebody waits for a position, or after that long.
     *
     * @return whether somebody waits
     */
    public boolean awaitDemand(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && nanos > 0) {
                nanos = demand.awaitNanos(nanos);
            }
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    public int waitingCount() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    void advance(long to) {
        lock.lock();
        try {
            position = Math.max(position, to);
            while (!waiting.isEmpty() && waiting.peek().position() <= position) {
                waiting.remove().reached().countDown();
            }
        } finally {
            lock.unlock();
        }
    }
}
