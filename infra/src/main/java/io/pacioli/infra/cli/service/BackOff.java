package io.pacioli.infra.cli.service;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits longer from one attempt to the next, until patience is at its end. */
public final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final long deadline;
    private Duration next = FIRST;

    public BackOff(Duration patience) {
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Waits before the next attempt.
     *
     * @param askedNanos how long the service asked to be left alone; 0 where it did not
     * @return whether there is a next attempt; without waiting where there is none
     */
    public boolean waitAgain(long askedNanos) {
        Duration asked = Duration.ofNanos(Math.min(askedNanos, LONGEST.toNanos()));
        Duration wait = asked.compareTo(next) > 0 ? asked : next;
        if (deadline - System.nanoTime() < wait.toNanos()) {
            return false;
        }
        // Clients that were turned away together must not come back together.
        long jitter = ThreadLocalRandom.current().nextLong(next.toMillis() / 2 + 1);
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        try {
            Thread.sleep(wait.plusMillis(jitter));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
