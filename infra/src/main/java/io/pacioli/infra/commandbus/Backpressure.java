package io.pacioli.infra.commandbus;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets whoever stores groups rest between them while the read tables are too far behind. What is stored faster than it is applied
 * can only be read later, and from the database instead of from memory; so the more is missing there, the longer the rest, up to
 * the time that the group took. At most half of what could be stored is given up.
 *
 * <p>Nobody rests for read tables that stand still, for then it would not help, nor for ones that are so far behind that it was not
 * this load which brought them there: new ones that are being filled, say. Used by one thread.
 */
final class Backpressure {

    static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(5);
    static final long REST_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

    /** From so many times what they may be behind on, rests no longer grow. */
    private static final int LONGEST_FROM = 2;

    /** Beyond so many times of it there are none. */
    private static final int NONE_BEYOND = 10;

    private final int behindMax;
    private final LongSupplier applied;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private long appliedBefore;
    private long movedAt;

    /**
     * @param behindMax how many events the read tables may lack before anybody rests
     * @param applied the position up to which they have events
     * @param park waits for so many nanoseconds, or for less
     */
    Backpressure(int behindMax, LongSupplier applied, LongSupplier nanoTime, LongConsumer park) {
        this.behindMax = behindMax;
        this.applied = applied;
        this.nanoTime = nanoTime;
        this.park = park;
        this.appliedBefore = applied.getAsLong();
        this.movedAt = nanoTime.getAsLong();
    }

    /**
     * Rests after a group has been stored and answered, where that is due.
     *
     * @param position of its last event
     * @param tookNanos how long it took to store
     * @return for how long, in nanoseconds
     */
    long restAfter(long position, long tookNanos) {
        long rest = restNanos(position, tookNanos);
        if (rest > 0) {
            park.accept(rest);
        }
        return rest;
    }

    private long restNanos(long position, long tookNanos) {
        long reached = applied.getAsLong();
        long now = nanoTime.getAsLong();
        if (reached != appliedBefore) {
            appliedBefore = reached;
            movedAt = now;
        }
        double behind = (double) (position - reached) / behindMax;
        if (behind > NONE_BEYOND || now - movedAt > STANDSTILL_NANOS) {
            return 0;
        }
        double share = Math.clamp((behind - 1) / (LONGEST_FROM - 1), 0, 1);
        return Math.min(REST_NANOS_MAX, (long) (tookNanos * share));
    }
}
