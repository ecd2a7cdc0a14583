package io.pacioli.infra.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(textBlock = """
            took, gathered, rests
            0,    100,      1.0
            30,   100,      1.0
            40,   100,      0.5
            48,   100,      0.25
            60,   100,      0.0
            400,  100,      0.0
            """, useHeadersInDisplayName = true)
    void a_batch_rests_as_far_as_there_is_time_until_the_next(long took, long gathered, double rests) {
        linger.learn(took, gathered);

        assertThat(linger.rests()).isCloseTo(rests, within(1e-9));
    }

    @Test
    void nothing_rests_where_batches_gather_for_the_longest_time() {
        while (linger.nanos() < MAX) {
            linger.learn(100, 100);
        }

        linger.learn(40, 100);

        assertThat(linger.rests()).isZero();
    }

    @Test
    void nothing_rests_before_anything_is_known() {
        assertThat(linger.rests()).isZero();
    }

    @Test
    void a_bound_below_the_least_is_kept() {
        Linger none = new Linger(0);

        none.learn(100, 100);
        none.learn(0, 100);

        assertThat(none.nanos()).isZero();
    }
}
