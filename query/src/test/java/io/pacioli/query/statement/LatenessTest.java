package io.pacioli.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.message.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    2026-03-31T21:59:59.999999Z, false",
        "Europe/Berlin,    2026-03-31T22:00:00Z,        true",
        "America/New_York, 2026-04-01T03:59:59.999999Z, false",
        "America/New_York, 2026-04-01T04:00:00Z,        true",
        "UTC,              2020-01-01T00:00:00Z,        false"
    })
    void what_was_recorded_after_the_last_day_was_over_in_the_ledgers_time_zone_is_late(
            ZoneId zone, Instant recordedAt, boolean late) {
        assertThat(Lateness.after(LAST_DAY, zone).isLate(recorded(1, recordedAt)))
                .isEqualTo(late);
    }

    @Test
    void in_a_period_without_an_end_nothing_is_late() {
        assertThat(Lateness.after(null, ZoneId.of("UTC")).isLate(recorded(1, Instant.MAX)))
                .isFalse();
    }

    @Test
    void what_a_statement_had_itself_is_not_late() {
        Lateness lateness = Lateness.since(7);

        assertThat(lateness.isLate(recorded(7, Instant.EPOCH))).isFalse();
        assertThat(lateness.isLate(recorded(8, Instant.EPOCH))).isTrue();
    }

    private static RecordedEvent recorded(long position, Instant recordedAt) {
        return new RecordedEvent(position, position, new UUID(0, position), recordedAt, null);
    }
}
