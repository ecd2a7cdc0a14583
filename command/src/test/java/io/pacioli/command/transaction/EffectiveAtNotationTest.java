package io.pacioli.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Reading;
import io.pacioli.domain.transaction.EffectiveAt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateTimeRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveAtNotationTest {

    @Test
    void a_date_is_a_day_of_the_ledger() {
        assertThat(read("2024-02-29")).isEqualTo(new EffectiveAt.On(LocalDate.of(2024, 2, 29)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
        "2026-01-31t09:30:00z, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30:00.5Z, 2026-01-31T09:30:00.5Z",
        "2026-01-31T09:30:00.123456Z, 2026-01-31T09:30:00.123456Z",
        "2026-01-31T09:30:00.123456789Z, 2026-01-31T09:30:00.123456Z",
        "2026-01-31T09:30:00+01:00, 2026-01-31T08:30:00Z",
        "2026-01-31T23:30:00-11:30, 2026-02-01T11:00:00Z",
        "2026-01-31T09:30:00-00:00, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30:00+18:00, 2026-01-30T15:30:00Z",
    })
    void a_timestamp_is_a_moment(String text, Instant moment) {
        assertThat(read(text)).isEqualTo(new EffectiveAt.At(moment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-1-1",
                "26-01-01",
                "2026-13-01",
                "2026-02-29",
                "2026-00-10",
                "+2026-01-01",
                "2026-01-31 09:30:00Z",
                "2026-01-31T09:30:00",
                "2026-01-31T09:30Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T09:60:00Z",
                "2026-01-31T09:30:60Z",
                "2026-01-31T09:30:00.Z",
                "2026-01-31T09:30:00,5Z",
                "2026-01-31T09:30:00.1234567890Z",
                "2026-01-31T09:30:00+1",
                "2026-01-31T09:30:00+01",
                "2026-01-31T09:30:00+0100",
                "2026-01-31T09:30:00+18:01",
                "2026-01-31T09:30:00+01:60",
                "2026-01-31T09:30:00Z[UTC]",
                "2026-01-31T09:30:00Z ",
                "2026-01-31T",
                "2026-01-31Tnoon",
                "20٢6-01-31",
            })
    void other_forms_and_other_days_are_malformed(String text) {
        assertThat(Reading.violations(body(text), EffectiveAtNotationTest::field))
                .containsExactly("/effectiveAt EFFECTIVE_AT_MALFORMED");
    }

    @Property
    void it_reads_what_the_platform_writes(
            @ForAll @DateTimeRange(min = "0001-01-01T00:00:00", max = "9999-12-31T23:59:59") LocalDateTime time,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
            @ForAll @IntRange(max = 999_999) int micros) {
        OffsetDateTime moment = time.withNano(micros * 1_000).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        String text =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX").format(moment);

        assertThat(read(text)).isEqualTo(new EffectiveAt.At(moment.toInstant()));
    }

    private static EffectiveAt read(String text) {
        return Reading.of(body(text), EffectiveAtNotationTest::field);
    }

    private static @Nullable EffectiveAt field(Form form) {
        return form.required("effectiveAt", EffectiveAtNotation.EFFECTIVE_AT);
    }

    private static String body(String text) {
        return "{\"effectiveAt\":\"%s\"}".formatted(text);
    }
}
