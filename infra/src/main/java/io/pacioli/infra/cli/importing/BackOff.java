package io.pacioli.infra.cli.importing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Waits longer from one attempt to the next, until patience is at its end. */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final long deadline;
    private Duration next = FIRST;

    BackOff(Duration patience) {
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Waits before the next attempt.
     *
     * @param retryAfter how many seconds the service asked to be left alone, or null
     * @return whether there is a next attempt; without waiting where there is none
     */
    boolean waitAgain(@Nullable String retryAfter) {
        Duration asked = seconds(retryAfter);
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

    private static Duration seconds(@Nullable String retryAfter) {
        try {
            Duration asked =
                    retryAfter == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
            return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
