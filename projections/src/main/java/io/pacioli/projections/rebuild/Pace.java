package io.pacioli.projections.rebuild;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast one rebuild may go, and how fast it goes. While others write to the journal it takes short steps and rests three
 * times as long as each of them took, so that three quarters of what it could use is theirs; but no longer than it gains on
 * them, or it would never arrive.
 */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BUSY_EVENTS_PER_SECOND = 50;
    private static final int BUSY_STEP_MAX = 1_000;
    private static final int BUSY_RESTS = 3;
    private static final double SMOOTHING = 0.2;
    private static final double GAINING = 2;

    private final LongSupplier nanoTime;
    private final int stepMax;
    private long headSeen = -1;
    private long seenAt;
    private double journalEventsPerSecond;
    private long notBefore;
    private long lastEnd;
    private @Nullable Double eventsPerSecond;

    Pace(LongSupplier nanoTime, int stepMax) {
        this.nanoTime = nanoTime;
        this.stepMax = stepMax;
        notBefore = nanoTime.getAsLong();
        lastEnd = notBefore;
    }

    /** How long the next step has yet to wait, in nanoseconds. */
    long restNanos() {
        return Math.max(0, notBefore - nanoTime.getAsLong());
    }

    /** How many events the next step may take. */
    int step(long head, @Nullable Integer eventsPerSecondMax) {
        long now = nanoTime.getAsLong();
        if (headSeen >= 0 && now > seenAt) {
            double rate = (head - headSeen) * NANOS_PER_SECOND / (now - seenAt);
            journalEventsPerSecond = (1 - SMOOTHING) * journalEventsPerSecond + SMOOTHING * rate;
        }
        headSeen = head;
        seenAt = now;
        int max = isBusy() ? Math.min(stepMax, BUSY_STEP_MAX) : stepMax;
        return eventsPerSecondMax == null ? max : Math.clamp(eventsPerSecondMax, 1, max);
    }

    /**
     * Notes a step, which decides when the next may begin.
     *
     * @param yields whether it makes room for those who write
     */
    void took(int events, long beganAt, @Nullable Integer eventsPerSecondMax, boolean yields) {
        long now = nanoTime.getAsLong();
        long rest = yields && isBusy() && isGaining() ? BUSY_RESTS * (now - beganAt) : 0;
        if (eventsPerSecondMax != null) {
            rest = Math.max(rest, beganAt + (long) (events * NANOS_PER_SECOND / eventsPerSecondMax) - now);
        }
        notBefore = now + rest;
        double rate = events * NANOS_PER_SECOND / Math.max(1, now - lastEnd);
        eventsPerSecond = eventsPerSecond == null ? rate : (1 - SMOOTHING) * eventsPerSecond + SMOOTHING * rate;
        lastEnd = now;
    }

    private boolean isBusy() {
        return journalEventsPerSecond >= BUSY_EVENTS_PER_SECOND;
    }

    private boolean isGaining() {
        return eventsPerSecond == null || eventsPerSecond >= GAINING * journalEventsPerSecond;
    }

    @Nullable
    Double eventsPerSecond() {
        return eventsPerSecond;
    }
}
