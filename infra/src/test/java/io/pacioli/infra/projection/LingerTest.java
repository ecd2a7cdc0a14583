package io.pacioli.infra.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingerTest {

    private static final long MAX = Duration.ofSeconds(1).toNanos();

    private final Linger linger = new Linger(MAX);

    @Test
    void it_begins_with_the_least() {
        assertThat(linger.nanos()).isEqualTo(Linger.NANOS_MIN);
    }

    @Test
    void batches_that_take_most_of_the_time_gather_for_longer_up_to_a_bound() {
        linger.learn(70, 100);
        assertThat(linger.nanos()).isEqualTo(2 * Linger.NANOS_MIN);

        for (int i = 0; i < 10; i++) {
            linger.learn(100, 100);
        }
        assertThat(linger.nanos()).isEqualTo(MAX);
    }

    @Test
    void batches_that_take_little_of_the_time_gather_for_less_long_down_to_the_least() {
        linger.learn(100, 100);
        linger.learn(100, 100);

        linger.learn(30, 100);
        assertThat(linger.nanos()).isEqualTo(2 * Linger.NANOS_MIN);

        for (int i = 0; i < 10; i++) {
            linger.learn(0, 100);
        }
        assertThat(linger.nanos()).isEqualTo(Linger.NANOS_MIN);
    }

    @Test
    void in_between_nothing_changes() {
        linger.learn(100, 100);

        linger.learn(50, 100);

        assertThat(linger.nanos()).isEqualTo(2 * Linger.NANOS_MIN);
    }

    @Test
    void a_bound_below_the_least_is_kept() {
        Linger none = new Linger(0);

        none.learn(100, 100);
        none.learn(0, 100);

        assertThat(none.nanos()).isZero();
    }
}
