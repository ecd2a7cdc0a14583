package io.pacioli.infra.projection;

import java.util.concurrent.TimeUnit;

/**
 * How long after the start of one batch the next one starts. Small batches cost more an event, and large ones keep a processor from
 * whoever posts at the same time for as long as they take, which many requests then feel at once. So batches are as small as they may
 * be: where they take most of the time in which they gather, the next has twice as long to gather, and half as long where they take
 * little of it.
 */
final class Linger {

    static final long NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);

    /** What part of the time until the next batch a batch may take with its rests. */
    private static final double TAKEN_MAX = 0.6;

    /** Longer rests spare nobody more, and show later what was posted. */
    private static final double RESTS_MAX = 1;

    private final long max;
    private long nanos;
    private double rests;

    /** @param max in nanoseconds; less than {@link #NANOS_MIN} is the bound for both */
    Linger(long max) {
        this.max = max;
        this.nanos = Math.min(max, NANOS_MIN);
    }

    long nanos() {
        return nanos;
    }

    /**
     * How long the next batch may rest for each nanosecond of work, so that it is done before the one after it begins; 0 to 1. None
     * rests where batches gather for as long as they may: there is too much to do.
     */
    double rests() {
        return nanos < max ? rests : 0;
    }

    /**
     * Learns from a batch.
     *
     * @param took how long it worked, in nanoseconds
     * @param gathered how long after the start of the batch before it started, in nanoseconds
     */
    void learn(long took, long gathered) {
        rests = Math.clamp(gathered * TAKEN_MAX / Math.max(1, took) - 1, 0, RESTS_MAX);
        if (took > gathered / 3 * 2) {
            nanos = Math.min(max, nanos * 2);
        } else if (took < gathered / 3) {
            nanos = Math.max(Math.min(max, NANOS_MIN), nanos / 2);
        }
    }
}
