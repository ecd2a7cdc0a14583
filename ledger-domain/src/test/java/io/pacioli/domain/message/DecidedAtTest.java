package io.pacioli.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecidedAtTest {

    @Test
    void a_decision_is_made_at_a_whole_microsecond() {
        Instant moment = Instant.parse("2026-03-01T10:15:30.123456Z");

        assertThat(new DecidedAt(moment).instant()).isEqualTo(moment);
        assertThatIllegalArgumentException().isThrownBy(() -> new DecidedAt(moment.plusNanos(1)));
    }
}
