package io.pacioli.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Reading;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.money.Currency;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerFormTest {

    private static final String SOUND = """
            {"id":"books","name":"Books","timeZone":"Europe/Berlin","chart":"strict","currencies":[]}""";

    @Test
    void a_full_form_is_read_field_by_field() {
        String currencies = "[{\"code\":\"EUR\"},{\"code\":\"JPY\",\"scale\":0},{\"code\":\"BTC\",\"scale\":8}]";

        assertThat(read(SOUND.replace("[]", currencies)))
                .isEqualTo(new OpenLedger(
                        LedgerId.of("books"),
                        new LedgerName("Books"),
                        ZoneId.of("Europe/Berlin"),
                        ChartPolicy.STRICT,
                        List.of(Currency.of("EUR", 2), Currency.of("JPY", 0), Currency.of("BTC", 8))));
    }

    @Test
    void a_scale_may_stand_behind_its_code() {
        String currencies = "[{\"code\":\"EUR/2\"},{\"code\":\"BTC/8\"},{\"code\":\"GRAIN/0\",\"scale\":0}]";

        assertThat(read(SOUND.replace("[]", currencies)).currencies())
                .containsExactly(Currency.of("EUR", 2), Currency.of("BTC", 8), Currency.of("GRAIN", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"})
    void a_region_of_the_iana_database_is_a_time_zone(String zone) {
        assertThat(read(SOUND.replace("Europe/Berlin", zone)).timeZone()).isEqualTo(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "UTC+2", "Z", "CEST", "europe/berlin", "Mars/Olympus", ""})
    void anything_else_is_not(String zone) {
        assertThat(violations(SOUND.replace("Europe/Berlin", zone))).containsExactly("/timeZone TIME_ZONE_UNKNOWN");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '~', textBlock = """
            id         ~ "Books"                                          ~ /id LEDGER_ID_MALFORMED
            id         ~ "-books"                                         ~ /id LEDGER_ID_MALFORMED
            id         ~ 1                                                ~ /id FIELD_TYPE_WRONG
            name       ~ ""                                               ~ /name TEXT_EMPTY
            chart      ~ "loose"                                          ~ /chart VALUE_UNKNOWN
            currencies ~ null                                             ~ /currencies FIELD_MISSING
            currencies ~ ["EUR"]                                          ~ /currencies/0 FIELD_TYPE_WRONG
            currencies ~ [{"code":"eur"}]                                 ~ /currencies/0/code CURRENCY_CODE_MALFORMED
            currencies ~ [{"code":"BTC/19"}]                              ~ /currencies/0/code CURRENCY_CODE_MALFORMED
            currencies ~ [{"code":"EUR/3"}]                               ~ /currencies/0/code CURRENCY_SCALE_MISMATCH
            currencies ~ [{"code":"BTC/8","scale":9}]                     ~ /currencies/0/scale CURRENCY_SCALE_MISMATCH
            currencies ~ [{"code":"EUR/3","scale":2}]                     ~ /currencies/0/scale CURRENCY_SCALE_MISMATCH
            currencies ~ [{"code":"EUR/2"},{"code":"EUR"}]                ~ /currencies/1 CURRENCY_DUPLICATE
            currencies ~ [{"scale":2}]                                    ~ /currencies/0/code FIELD_MISSING
            currencies ~ [{"code":"BTC"}]                                 ~ /currencies/0/scale CURRENCY_SCALE_MISSING
            currencies ~ [{"code":"BTC","scale":19}]                      ~ /currencies/0/scale CURRENCY_SCALE_OUT_OF_RANGE
            currencies ~ [{"code":"BTC","scale":-1}]                      ~ /currencies/0/scale CURRENCY_SCALE_OUT_OF_RANGE
            currencies ~ [{"code":"BTC","scale":99999999999}]             ~ /currencies/0/scale CURRENCY_SCALE_OUT_OF_RANGE
            currencies ~ [{"code":"BTC","scale":8.0}]                     ~ /currencies/0/scale FIELD_TYPE_WRONG
            currencies ~ [{"code":"BTC","scale":"8"}]                     ~ /currencies/0/scale FIELD_TYPE_WRONG
            currencies ~ [{"code":"EUR","scale":3}]                       ~ /currencies/0/scale CURRENCY_SCALE_MISMATCH
            currencies ~ [{"code":"EUR"},{"code":"USD"},{"code":"EUR"}]   ~ /currencies/2 CURRENCY_DUPLICATE
            """)
    void a_field_that_is_wrong_is_named_with_its_reason(String field, String value, String violation) {
        String body = SOUND.replaceFirst(
                "\"%s\":(\"[^\"]*\"|\\[])".formatted(field),
                java.util.regex.Matcher.quoteReplacement("\"%s\":%s".formatted(field, value)));

        assertThat(violations(body)).containsExactly(violation);
    }

    @Test
    void more_than_a_thousand_currencies_are_too_many() {
        String currencies = IntStream.rangeClosed(0, 1_000)
                .mapToObj("{\"code\":\"C%d\",\"scale\":0}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(violations(SOUND.replace("[]", currencies))).containsExactly("/currencies CURRENCIES_TOO_MANY");
    }

    private static OpenLedger read(String body) {
        return Reading.of(body, LedgerForm::read);
    }

    private static List<String> violations(String body) {
        return Reading.violations(body, LedgerForm::read);
    }
}
