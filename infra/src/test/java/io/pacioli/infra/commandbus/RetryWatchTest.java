package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryWatchTest {

    private static final Duration AFTER_ONE = Duration.ofSeconds(10);

    /** Overflows soon, as {@link System#nanoTime} may. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final RetryWatch retries = new RetryWatch(AFTER_ONE, clock::get);

    @Test
    void retries_are_expected_for_a_while_after_the_start() {
        assertThat(retries.areExpected()).isTrue();

        passes(AFTER_ONE.minusNanos(1));
        assertThat(retries.areExpected()).isTrue();

        passes(Duration.ofNanos(1));
        assertThat(retries.areExpected()).isFalse();
    }

    @Test
    void and_for_as_long_after_each_one() {
        passes(AFTER_ONE);

        retries.expect();
        assertThat(retries.areExpected()).isTrue();
        passes(AFTER_ONE.minusNanos(1));
        retries.expect();
        passes(AFTER_ONE.minusNanos(1));
        assertThat(retries.areExpected()).isTrue();

        passes(Duration.ofNanos(1));
        assertThat(retries.areExpected()).isFalse();
    }

    private void passes(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
