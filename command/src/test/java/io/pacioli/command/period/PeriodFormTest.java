package io.pacioli.command.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Reading;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.ledger.ReopenPeriod;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodFormTest {

    private static final LedgerId SHOP = LedgerId.of("shop");

    private static @Nullable ClosePeriod closing(Form form) {
        return PeriodForm.closing(form, SHOP, null);
    }

    private static @Nullable ReopenPeriod reopening(Form form) {
        return PeriodForm.reopening(form, SHOP, null);
    }

    @Test
    void a_closing_is_read() {
        assertThat(Reading.of("{\"through\":\"2026-03-31\"}", PeriodFormTest::closing))
                .isEqualTo(new ClosePeriod(SHOP, LocalDate.of(2026, 3, 31)));
        assertThat(Reading.of("{\"through\":\"1900-01-01\"}", PeriodFormTest::closing))
                .isEqualTo(new ClosePeriod(SHOP, LocalDate.of(1900, 1, 1)));
    }

    @Test
    void a_closing_with_entries_is_read() {
        assertThat(Reading.of(
                        "{\"through\":\"2026-03-31\",\"closingEntries\":{\"account\":\"equity:retained\"}}",
                        PeriodFormTest::closing))
                .isEqualTo(new ClosePeriod(SHOP, LocalDate.of(2026, 3, 31), new AccountPath("equity:retained")));
        assertThat(Reading.of("{\"through\":\"2026-03-31\",\"closingEntries\":null}", PeriodFormTest::closing))
                .isEqualTo(new ClosePeriod(SHOP, LocalDate.of(2026, 3, 31)));
    }

    @Test
    void a_reopening_is_read() {
        assertThat(Reading.of("{\"through\":\"2024-02-29\",\"reason\":\"audit\"}", PeriodFormTest::reopening))
                .isEqualTo(new ReopenPeriod(SHOP, LocalDate.of(2024, 2, 29), new Reason("audit")));
        assertThat(Reading.of("{\"through\":null,\"reason\":\"audit\"}", PeriodFormTest::reopening))
                .isEqualTo(new ReopenPeriod(SHOP, null, new Reason("audit")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            {}                                      ~ /through FIELD_MISSING
            {"through":null}                        ~ /through FIELD_MISSING
            {"through":20260331}                    ~ /through FIELD_TYPE_WRONG
            {"through":""}                          ~ /through DATE_MALFORMED
            {"through":"2026-3-31"}                 ~ /through DATE_MALFORMED
            {"through":"2026-02-29"}                ~ /through DATE_MALFORMED
            {"through":"2026-13-01"}                ~ /through DATE_MALFORMED
            {"through":"1899-12-31"}                ~ /through DATE_MALFORMED
            {"through":"+12026-03-31"}              ~ /through DATE_MALFORMED
            {"through":"2026-03-31T00:00:00Z"}      ~ /through DATE_MALFORMED
            {"through":"2026-03-31","until":"now"}  ~ /until FIELD_UNKNOWN
            {"through":"2026-03-31","closingEntries":[]}                        ~ /closingEntries FIELD_TYPE_WRONG
            {"through":"2026-03-31","closingEntries":{}}                        ~ /closingEntries/account FIELD_MISSING
            {"through":"2026-03-31","closingEntries":{"account":"a:"}}          ~ /closingEntries/account ACCOUNT_PATH_MALFORMED
            {"through":"2026-03-31","closingEntries":{"account":"a","to":"b"}}  ~ /closingEntries/to FIELD_UNKNOWN
            """)
    void a_closing_that_is_wrong_is_named_with_its_reason(String body, String violation) {
        assertThat(Reading.violations(body, PeriodFormTest::closing)).containsExactly(violation);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            {}                                       ~ /reason FIELD_MISSING
            {"reason":""}                            ~ /reason TEXT_EMPTY
            {"reason":7}                             ~ /reason FIELD_TYPE_WRONG
            {"reason":"a\\nb"}                       ~ /reason CONTROL_CHARACTER
            {"reason":"audit","through":"yesterday"} ~ /through DATE_MALFORMED
            {"reason":"audit","through":"1899-12-31"} ~ /through DATE_MALFORMED
            {"reason":"audit","by":"Ada"}            ~ /by FIELD_UNKNOWN
            """)
    void a_reopening_that_is_wrong_is_named_with_its_reason(String body, String violation) {
        assertThat(Reading.violations(body, PeriodFormTest::reopening)).containsExactly(violation);
    }

    @Test
    void everything_that_is_wrong_is_named_at_once_and_a_reason_has_its_length() {
        String tooLong = "x".repeat(Reason.LENGTH_MAX + 1);

        assertThat(Reading.violations(
                        "{\"reason\":\"%s\",\"through\":\"-\"}".formatted(tooLong), PeriodFormTest::reopening))
                .containsExactly("/through DATE_MALFORMED", "/reason TEXT_TOO_LONG");
        assertThat(Reading.violations("{\"reason\":\"%s\"}".formatted(tooLong.substring(1)), PeriodFormTest::reopening))
                .isEmpty();
    }
}
