package io.pacioli.reliability;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound that is far beyond anything that a healthy service needs. */
final class Patience {

    /** How long anything may take to come back after a fault. */
    static final Duration MAX = Duration.ofMinutes(3);

    private static final long LOOK_MILLIS = 20;

    private Patience() {}

    /** What did not come to be within the bound. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted(String what) {
            super("%s did not come to be within %s".formatted(what, MAX));
        }
    }

    /** @throws Exhausted when the condition has not come to be within {@link #MAX} */
    static void await(String what, BooleanSupplier condition) {
        if (!isMet(condition, MAX)) {
            throw new Exhausted(what);
        }
    }

    /** Waits until the condition holds or the time is over, and says whether it holds. */
    static boolean isMet(BooleanSupplier condition, Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            pause(LOOK_MILLIS);
        }
        return true;
    }

    /** Lets time go by, where time is what a fault consists of, or what a client was asked to wait. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
