package io.pacioli.infra.cli.benching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 999999999",
        "1, 1000000000",
        "1, 1000000001",
        "3, 999999999",
        "3, 1000000000",
        "7, 12345678901",
        "999983, 86400000000001",
        "1000000, 172800000000000"
    })
    void as_many_requests_fall_due_before_the_end_as_the_last_one_that_does_says(int rate, long endNanos) {
        Phase phase = new Phase(0, Long.MAX_VALUE, 1, 0, endNanos, rate);

        assertThat(phase.due(phase.allDue() - 1)).isLessThan(endNanos);
        assertThat(phase.due(phase.allDue())).isGreaterThanOrEqualTo(endNanos);
    }

    @Test
    void requests_fall_due_evenly() {
        Phase phase = new Phase(0, Long.MAX_VALUE, 1, 0, Duration.ofSeconds(10).toNanos(), 3);

        assertThat(phase.due(0)).isZero();
        assertThat(phase.due(1)).isEqualTo(333_333_333);
        assertThat(phase.due(2)).isEqualTo(666_666_666);
        assertThat(phase.due(3)).isEqualTo(1_000_000_000);
    }
}
