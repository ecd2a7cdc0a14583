package io.pacioli.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Reading;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.RequestedCurrency;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsFormTest {

    private static final LedgerId SHOP = LedgerId.of("shop");
    private static final AccountPath TILL = new AccountPath("assets:till");

    private static @Nullable ChangeAccountLimits change(Form form) {
        return LimitsForm.read(form, SHOP, TILL, null);
    }

    private static @Nullable OpenAccount opening(Form form) {
        return AccountForm.read(form, SHOP);
    }

    @Test
    void limits_are_read() {
        assertThat(Reading.of("""
                {"limits":[{"currency":"USD/2","minimumBalance":"-5.00","maximumBalance":"-5"},
                 {"currency":"JPY","minimumBalance":null}]}""", LimitsFormTest::change))
                .isEqualTo(new ChangeAccountLimits(
                        SHOP,
                        TILL,
                        List.of(
                                new RequestedLimits(
                                        RequestedCurrency.parse("USD/2"),
                                        new BigDecimal("-5.00"),
                                        new BigDecimal("-5")),
                                new RequestedLimits(RequestedCurrency.parse("JPY"), null, null)),
                        null));
    }

    @Test
    void an_account_may_be_opened_with_limits_and_without() {
        assertThat(Reading.of("""
                {"path":"assets:till","type":"asset","limits":[{"currency":"USD","minimumBalance":"0"}]}""", LimitsFormTest::opening).limits())
                .containsExactly(new RequestedLimits(RequestedCurrency.parse("USD"), BigDecimal.ZERO, null));
        assertThat(Reading.of("{\"path\":\"assets:till\",\"type\":\"asset\",\"limits\":[]}", LimitsFormTest::opening)
                        .limits())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            {}                                                       ~ /limits FIELD_MISSING
            {"limits":[]}                                            ~ /limits LIMITS_EMPTY
            {"limits":{}}                                            ~ /limits FIELD_TYPE_WRONG
            {"limits":["USD"]}                                       ~ /limits/0 FIELD_TYPE_WRONG
            {"limits":[{}]}                                          ~ /limits/0/currency FIELD_MISSING
            {"limits":[{"currency":"usd"}]}                          ~ /limits/0/currency CURRENCY_CODE_MALFORMED
            {"limits":[{"currency":"USD","minimumBalance":0}]}       ~ /limits/0/minimumBalance FIELD_TYPE_WRONG
            {"limits":[{"currency":"USD","minimumBalance":"1e3"}]}   ~ /limits/0/minimumBalance AMOUNT_MALFORMED
            {"limits":[{"currency":"USD","maximumBalance":"+1"}]}    ~ /limits/0/maximumBalance AMOUNT_MALFORMED
            {"limits":[{"currency":"USD","minimum":"0"}]}            ~ /limits/0/minimum FIELD_UNKNOWN
            {"limits":[{"currency":"USD","minimumBalance":"0.01","maximumBalance":"0"}]} ~ /limits/0/minimumBalance LIMITS_CONTRADICTORY
            {"limits":[{"currency":"USD"},{"currency":"USD/2"}]}     ~ /limits/1 CURRENCY_DUPLICATE
            {"limits":[{"currency":"USD"}],"force":true}             ~ /force FIELD_UNKNOWN
            """)
    void limits_that_are_wrong_are_named_with_the_reason(String body, String violation) {
        assertThat(Reading.violations(body, LimitsFormTest::change)).containsExactly(violation);
    }

    @Test
    void a_request_names_limits_in_a_hundred_currencies_at_most() {
        String many = IntStream.range(0, 101)
                .mapToObj("{\"currency\":\"C%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"limits\":[", "]}"));

        assertThat(Reading.violations(many, LimitsFormTest::change)).containsExactly("/limits LIMITS_TOO_MANY");
        assertThat(Reading.violations(many.replace("{\"currency\":\"C0\"},", ""), LimitsFormTest::change))
                .isEmpty();
    }
}
