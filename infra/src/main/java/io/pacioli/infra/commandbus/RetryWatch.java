package io.pacioli.infra.commandbus;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether requests are to be expected that were sent before: for a while after each one, and after the start and whenever the database
 * was lost, when everybody sends again what was not answered. Used by one thread.
 *
 * <p>One that comes unexpected costs deciding twice, so that looking keys up is worth it where they come at all.
 */
final class RetryWatch {

    static final Duration AFTER_ONE = Duration.ofSeconds(10);

    private final long afterOneNanos;
    private final LongSupplier nanoTime;
    private long since;

    /** @param afterOne for how long more are expected after one */
    RetryWatch(Duration afterOne, LongSupplier nanoTime) {
        this.afterOneNanos = afterOne.toNanos();
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** One was sent again or asked for a reference that is taken, or many are about to be. */
    void expect() {
        since = nanoTime.getAsLong();
    }

    boolean areExpected() {
        return nanoTime.getAsLong() - since < afterOneNanos;
    }
}
