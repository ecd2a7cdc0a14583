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

    private final long max;
    private long nanos;

    /** @param max in nanoseconds; less than {@link #NANOS_MIN} is the bound for both */
    Linger(long max) {
        this.max = max;
        this.nanos = Math.min(max, NANOS_MIN);
    }

    long nanos() {
        return nanos;
    }

    /**
     * Learns from a batch.
     *
     * @param took how long it took, in nanoseconds
     * @param gathered how long after the start of the batch before it started, in nanoseconds
     */
    void learn(long took, long gathered) {
        if (took > gathered / 3 * 2) {
            nanos = Math.min(max, nanos * 2);
        } else if (took < gathered / 3) {
            nanos = Math.max(Math.min(max, NANOS_MIN), nanos / 2);
        }
    }
}
