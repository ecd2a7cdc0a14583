package io.pacioli.domain.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveAtTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant DECIDED = Instant.parse("2026-03-01T10:15:30.123456Z");

    @Test
    void now_is_the_moment_of_the_decision() {
        assertThat(EffectiveAt.NOW.in(LISBON, DECIDED)).isEqualTo(DECIDED);
    }

    @Test
    void a_moment_is_cut_to_whole_microseconds() {
        EffectiveAt at = new EffectiveAt.At(Instant.parse("2026-01-01T00:00:00.123456789Z"));

        assertThat(at.in(LISBON, DECIDED)).isEqualTo("2026-01-01T00:00:00.123456Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15, Europe/Lisbon,     2026-01-15T00:00:00Z",
        "2026-07-15, Europe/Lisbon,     2026-07-14T23:00:00Z",
        "2026-07-15, America/New_York,  2026-07-15T04:00:00Z",
        "2018-11-04, America/Sao_Paulo, 2018-11-04T03:00:00Z"
    })
    void a_day_begins_when_it_begins_in_the_ledgers_time_zone(LocalDate day, ZoneId timeZone, Instant expected) {
        assertThat(new EffectiveAt.On(day).in(timeZone, DECIDED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, UTC,               2025-12-31T23:59:59.999999Z",
        "2025-12-31, America/New_York,  2026-01-01T04:59:59.999999Z",
        // The night in which clocks go forward at midnight.
        "2018-11-03, America/Sao_Paulo, 2018-11-04T02:59:59.999999Z"
    })
    void a_day_ends_a_microsecond_before_the_next_begins(LocalDate day, ZoneId timeZone, Instant expected) {
        assertThat(new EffectiveAt.EndOf(day).in(timeZone, DECIDED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1900-01-01T00:00:00Z,        true",
        "1899-12-31T23:59:59.999999Z, false",
        "2036-03-01T10:15:30.123456Z, true",
        "2036-03-01T10:15:30.123457Z, false"
    })
    void a_transaction_is_effective_from_1900_to_ten_years_ahead(Instant moment, boolean within) {
        assertThat(EffectiveAt.isWithinRange(moment, ZoneId.of("UTC"), DECIDED)).isEqualTo(within);
    }

    @Test
    void the_year_1900_begins_in_the_ledgers_time_zone() {
        Instant new_year =
                LocalDate.of(1900, 1, 1).atStartOfDay(ZoneId.of("Asia/Tokyo")).toInstant();

        assertThat(EffectiveAt.isWithinRange(new_year, ZoneId.of("Asia/Tokyo"), DECIDED))
                .isTrue();
        assertThat(EffectiveAt.isWithinRange(new_year, ZoneId.of("UTC"), DECIDED))
                .isFalse();
    }
}
