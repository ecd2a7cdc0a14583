package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExchangeTest {

    private static final String EXCHANGE = """
            {"exchange":{"from":"EUR","to":"JPY","rate":"161.50"},"postings":[
             {"account":"liabilities:ada","direction":"debit","amount":"10.00","currency":"EUR"},
             {"account":"liabilities:ada","direction":"credit","amount":"1615","currency":"JPY"}]}""";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    private Reply post(String body) {
        return service.post(ledger + "/transactions", body);
    }

    private JsonNode read(String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .json();
    }

    private static List<String> lines(JsonNode transaction) {
        return transaction
                .path("postings")
                .valueStream()
                .map(line -> "%s %s %s %s"
                        .formatted(
                                line.path("account").stringValue(),
                                line.path("direction").stringValue(),
                                line.path("amount").stringValue(),
                                line.path("currency").stringValue()))
                .toList();
    }

    @Test
    void one_currency_is_given_for_another_at_a_rate_that_is_recorded_and_shown() {
        JsonNode posted = post(EXCHANGE).expect(201).json();

        assertThat(posted.path("exchange").toString())
                .isEqualTo("{\"from\":\"EUR\",\"to\":\"JPY\",\"rate\":\"161.50\"}");
        assertThat(lines(posted))
                .containsExactly(
                        "liabilities:ada debit 10.00 EUR",
                        "liabilities:ada credit 1615 JPY",
                        "equity:exchange:EUR-JPY credit 10.00 EUR",
                        "equity:exchange:EUR-JPY debit 1615 JPY");
        assertThat(read(ledger + "/transactions/" + posted.path("id").stringValue()))
                .isEqualTo(posted);
        JsonNode pair = read(ledger + "/accounts/equity:exchange:EUR-JPY");
        assertThat(pair.path("type").stringValue()).isEqualTo("equity");
        assertThat(pair.path("balances")
                        .valueStream()
                        .map(balance -> balance.path("balance").stringValue()))
                .containsExactly("10.00", "-1615");
        read(ledger + "/trial-balance")
                .path("totals")
                .forEach(total -> assertThat(total.path("debit")).isEqualTo(total.path("credit")));
    }

    @Test
    void a_strict_chart_opens_the_account_of_the_pair_and_no_other() {
        String strict = service.openLedger("strict");
        service.post(strict + "/accounts", "{\"path\":\"liabilities:ada\",\"type\":\"liability\"}")
                .expect(201);

        service.post(strict + "/transactions", EXCHANGE).expect(201);

        service.post(strict + "/transactions", EXCHANGE.replaceFirst("liabilities:ada", "liabilities:bob"))
                .expectProblem(422, "ACCOUNT_NOT_OPEN");
    }

    @Test
    void the_rates_amount_is_told_where_the_postings_have_another() {
        Reply reply = post(EXCHANGE.replace("1615", "1616"));

        reply.expectProblem(422, "EXCHANGE_RATE_MISMATCH");
        assertThat(reply.violations()).containsExactly("/exchange/rate EXCHANGE_RATE_MISMATCH");
        assertThat(reply.json().path("detail").stringValue()).contains("10.00 EUR are 1615 JPY", "1616 JPY");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            no rate                  ~ ,"rate":"161.50"  ~ ``                            ~ 400 ~ FIELD_MISSING             ~ /exchange/rate
            a rate of zero           ~ 161.50            ~ 0.00                          ~ 400 ~ EXCHANGE_RATE_MALFORMED   ~ /exchange/rate
            a negative rate          ~ 161.50            ~ -161.50                       ~ 400 ~ EXCHANGE_RATE_MALFORMED   ~ /exchange/rate
            an exponent              ~ 161.50            ~ 1e2                           ~ 400 ~ EXCHANGE_RATE_MALFORMED   ~ /exchange/rate
            a rate of 19 places      ~ 161.50            ~ 1.0000000000000000001         ~ 400 ~ EXCHANGE_RATE_MALFORMED   ~ /exchange/rate
            a rate of 39 digits      ~ 161.50            ~ 100000000000000000000000000000000000000 ~ 400 ~ EXCHANGE_RATE_MALFORMED ~ /exchange/rate
            a rate that is a number  ~ "161.50"          ~ 161.50                        ~ 400 ~ FIELD_TYPE_WRONG          ~ /exchange/rate
            one currency             ~ "to":"JPY"        ~ "to":"EUR/2"                  ~ 400 ~ EXCHANGE_CURRENCIES_EQUAL ~ /exchange/to
            a field too many         ~ "to":"JPY"        ~ "to":"JPY","fee":"1"          ~ 400 ~ FIELD_UNKNOWN             ~ /exchange/fee
            no object                ~ {"from":"EUR","to":"JPY","rate":"161.50"} ~ "EUR" ~ 400 ~ FIELD_TYPE_WRONG          ~ /exchange
            an unknown currency      ~ "to":"JPY"        ~ "to":"USD"                    ~ 422 ~ CURRENCY_NOT_REGISTERED   ~ /exchange/to
            another scale            ~ "to":"JPY"        ~ "to":"JPY/2"                  ~ 422 ~ CURRENCY_SCALE_DIFFERS    ~ /exchange/to
            one side                 ~ credit            ~ debit                         ~ 422 ~ EXCHANGE_ONE_SIDED        ~ /postings
            another pair             ~ "to":"JPY"        ~ "to":"BTC"                    ~ 422 ~ UNBALANCED                ~ /postings
            """)
    void an_exchange_is_refused(String name, String part, String replacement, int status, String code, String at) {
        Reply reply = post(EXCHANGE.replace(part, replacement));

        reply.expectProblem(status, code);
        assertThat(reply.violations()).containsExactly(at + " " + code);
    }

    @Test
    void an_exchange_has_two_lines_less_than_another_transaction() {
        String pair = EXCHANGE.substring(EXCHANGE.indexOf("[") + 1, EXCHANGE.lastIndexOf("]"));
        String most =
                String.join(",", IntStream.range(0, 499).mapToObj(_ -> pair).toList());

        post(EXCHANGE.replace(pair, most)).expect(201);

        Reply tooMany = post(EXCHANGE.replace(pair, most + "," + pair));
        tooMany.expectProblem(400, "POSTINGS_TOO_MANY");
        assertThat(tooMany.violations()).containsExactly("/postings POSTINGS_TOO_MANY");
    }

    @Test
    void an_exchange_is_taken_back_as_it_stands() {
        String place = ledger + "/transactions/"
                + post(EXCHANGE).expect(201).json().path("id").stringValue();

        JsonNode reversal = service.post(place + "/reverse", "{}").expect(201).json();

        assertThat(reversal.has("exchange")).isFalse();
        assertThat(reversal.path("balances")
                        .valueStream()
                        .map(balance -> balance.path("balance").stringValue()))
                .containsExactly("0.00", "0", "0.00", "0");
        assertThat(read(place).path("status").stringValue()).isEqualTo("reversed");
    }

    @Test
    void a_dry_run_and_a_batch_exchange_as_well() {
        JsonNode dry = service.post(ledger + "/transactions?dryRun=true", EXCHANGE)
                .expect(201)
                .json();
        JsonNode batch = service.post(
                        ledger + "/batches",
                        "{\"atomic\":true,\"items\":[%s]}"
                                .formatted(EXCHANGE.replaceFirst("\\{", "{\"type\":\"transaction\",")))
                .expect(200)
                .json();

        assertThat(lines(dry))
                .isEqualTo(lines(batch.at("/results/0/transaction")))
                .hasSize(4);
    }
}
