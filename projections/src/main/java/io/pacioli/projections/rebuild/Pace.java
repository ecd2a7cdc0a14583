package io.pacioli.projections.rebuild;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast one rebuild may go, and how fast it goes. While others write to the journal it takes short steps, evenly spread, and
 * rests three times as long as each of them took, so that three quarters of what it could use is theirs. Where it would never
 * arrive like that, it goes a quarter faster than they write, as far as there are idle processors: it rests as long as each step
 * took at least, and up to three times as long the fewer of them are, for there all that it takes is taken from others. Before its
 * first step it only watches, for a moment.
 */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BUSY_EVENTS_PER_SECOND = 50;
    private static final int BUSY_STEP_MAX = 250;
    private static final int BUSY_RESTS = 3;
    private static final double BUSY_RESTS_MIN = 1;
    private static final double SMOOTHING = 0.2;
    private static final double NANOS_REMEMBERED = 1e9;
    private static final long WATCHING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double GAINING = 1.25;

    private final LongSupplier nanoTime;
    private final DoubleSupplier cpuLoad;
    private final int stepMax;
    private long headSeen = -1;
    private long seenAt;
    private double journalEventsPerSecond;
    private long notBefore;
    private long lastEnd;
    private @Nullable Double eventsPerSecond;
    /** What part of the processors' time is in use; all of it until more is known. */
    private double inUse = 1;

    /** @param cpuLoad what part of the processors' time has been in use since it was last asked; negative where nobody knows */
    Pace(LongSupplier nanoTime, DoubleSupplier cpuLoad, int stepMax) {
        this.nanoTime = nanoTime;
        this.cpuLoad = cpuLoad;
        this.stepMax = stepMax;
        lastEnd = nanoTime.getAsLong();
        notBefore = lastEnd + WATCHING_NANOS;
    }

    /** How long the next step has yet to wait, in nanoseconds. */
    long restNanos(long head) {
        see(head);
        return Math.max(0, notBefore - nanoTime.getAsLong());
    }

    /** How many events the next step may take. */
    int step(long head, @Nullable Integer eventsPerSecondMax) {
        see(head);
        int max = isBusy() ? Math.min(stepMax, BUSY_STEP_MAX) : stepMax;
        return eventsPerSecondMax == null ? max : Math.clamp(eventsPerSecondMax, 1, max);
    }

    /** How long to rest, in nanoseconds, from work that took so long and need not keep up with anybody. */
    long restFrom(long head, long tookNanos) {
        see(head);
        return isBusy() ? BUSY_RESTS * tookNanos : 0;
    }

    private void see(long head) {
        long now = nanoTime.getAsLong();
        if (headSeen >= 0 && now > seenAt) {
            double rate = (head - headSeen) * NANOS_PER_SECOND / (now - seenAt);
            double forgotten = -Math.expm1((seenAt - now) / NANOS_REMEMBERED);
            journalEventsPerSecond += forgotten * (rate - journalEventsPerSecond);
        }
        headSeen = head;
        seenAt = now;
    }

    /**
     * Notes a step, which decides when the next may begin.
     *
     * @param yields whether it makes room for those who write
     */
    void took(int events, long beganAt, @Nullable Integer eventsPerSecondMax, boolean yields) {
        long now = nanoTime.getAsLong();
        long rest = yields && isBusy() ? restAmongOthers(events, now - beganAt) : 0;
        if (eventsPerSecondMax != null) {
            rest = Math.max(rest, beganAt + (long) (events * NANOS_PER_SECOND / eventsPerSecondMax) - now);
        }
        notBefore = now + rest;
        double rate = events * NANOS_PER_SECOND / Math.max(1, now - lastEnd);
        eventsPerSecond = eventsPerSecond == null ? rate : (1 - SMOOTHING) * eventsPerSecond + SMOOTHING * rate;
        lastEnd = now;
    }

    /** Whether others write to the journal. */
    boolean isBusy() {
        return journalEventsPerSecond >= BUSY_EVENTS_PER_SECOND;
    }

    private long restAmongOthers(int events, long tookNanos) {
        long untilNext = (long) (events * NANOS_PER_SECOND / (GAINING * journalEventsPerSecond));
        return Math.clamp(untilNext - tookNanos, (long) (restsMin() * tookNanos), BUSY_RESTS * tookNanos);
    }

    /** As many as there are processors in use for one that is idle. */
    private double restsMin() {
        double load = cpuLoad.getAsDouble();
        inUse += SMOOTHING * ((load >= 0 ? load : 0) - inUse);
        return Math.clamp(inUse / (1 - inUse), BUSY_RESTS_MIN, BUSY_RESTS);
    }

    @Nullable
    Double eventsPerSecond() {
        return eventsPerSecond;
    }
}
