package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class FiltersTest {

    private final Service service = Service.shared();
    private String ledger;

    @BeforeAll
    void fill() {
        ledger = service.openLedger("strict");
        open("assets:bank", "asset", "{}");
        open("liabilities:users:1:wallet", "liability", "{\"region\":\"eu\"}");
        open("liabilities:users:2:wallet", "liability", "{\"region\":\"us\"}");
        open("liabilities:users:2:bonus", "liability", "{\"region\":\"us\"}");
        service.post(ledger + "/accounts/liabilities:users:2:bonus/close", "{}").expect(200);
        post(
                "2026-01-10",
                "liabilities:users:1:wallet",
                "100.00",
                "EUR",
                "\"reference\":\"a\",\"metadata\":{\"region\":\"eu\"}");
        post(
                "2026-02-10",
                "liabilities:users:2:wallet",
                "99.99",
                "EUR",
                "\"reference\":\"b\",\"metadata\":{\"region\":\"us\"}");
        post("2026-02-11", "liabilities:users:2:wallet", "100", "JPY", "\"reference\":\"c\"");
        post("2026-02-12", "liabilities:users:1:wallet", "7.00", "EUR", "\"reference\":\"d\",\"status\":\"pending\"");
    }

    private void post(String day, String wallet, String amount, String currency, String rest) {
        service.post(ledger + "/transactions", """
                {"effectiveAt":"%1$s",%5$s,"postings":[
                  {"account":"assets:bank","direction":"debit","amount":"%3$s","currency":"%4$s"},
                  {"account":"%2$s","direction":"credit","amount":"%3$s","currency":"%4$s"}]}""".formatted(day, wallet, amount, currency, rest))
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            account==liabilities:users:*:wallet                              | d c b a
            account==liabilities:users:*:wallet;amount=ge=100.00             | c a
            account==liabilities:users:*:wallet;amount=ge=100;currency==EUR  | a
            account==liabilities:users:*:wallet;direction==debit             |
            account==liabilities:**;metadata.region==eu                      | a
            metadata.region=in=(eu,us)                                       | b a
            status==pending                                                  | d
            effectiveDate>=2026-02-01;effectiveDate<=2026-02-11              | c b
            reference==a,reference==c                                        | c a
            recordedAt>=2000-01-01T00:00:00Z                                 | d c b a
            recordedAt<2000-01-01T00:00:00Z                                  |
            recordedAt=gt=2900-01-01T00:00:00Z                               |
            recordedAt!=2000-01-01T00:00:00Z;reference==b                    | b
            """)
    void transactions_are_found_and_counted_by_what_is_said_of_them(String filter, String expected) {
        List<String> references = new ArrayList<>();
        list("/transactions", filter)
                .json()
                .path("data")
                .forEach(each -> references.add(each.path("reference").stringValue()));

        assertThat(references).containsExactly(expected == null ? new String[0] : expected.split(" ", -1));
        JsonNode count = list("/transactions:count", filter).json();
        assertThat(count.path("count").longValue()).isEqualTo(references.size());
        assertThat(count.path("exact").booleanValue()).isTrue();
    }

    @Test
    void without_a_filter_all_transactions_are_counted() {
        assertThat(get(ledger + "/transactions:count").json().path("count").longValue())
                .isEqualTo(4);
        assertThat(get(ledger + "/transactions:count?account=liabilities:users:1:wallet")
                        .json()
                        .path("count")
                        .longValue())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            account-prefix:1              |            | assets EUR 199.99, assets JPY 100, liabilities EUR -199.99, liabilities JPY -100
            currency                      |            | EUR 0.00, JPY 0
            account-prefix:3,metadata.region |         | assets:bank {} EUR 199.99, assets:bank {} JPY 100, liabilities:users:1 {"region":"eu"} EUR -100.00, liabilities:users:2 {"region":"us"} EUR -99.99, liabilities:users:2 {"region":"us"} JPY -100
            type,month                    |            | asset 2026-01 EUR 100.00, asset 2026-02 EUR 99.99, asset 2026-02 JPY 100, liability 2026-01 EUR -100.00, liability 2026-02 EUR -99.99, liability 2026-02 JPY -100
            account-prefix:1              | 2026-02-09 | assets EUR 100.00, liabilities EUR -100.00
            """)
    void balances_are_summed_by_what_accounts_have_in_common(String groupBy, String asOf, String expected) {
        List<String> sums = new ArrayList<>();
        get(ledger + "/balances?groupBy=" + encoded(groupBy) + (asOf == null ? "" : "&asOf=" + asOf))
                .json()
                .path("data")
                .forEach(sum -> sums.add(summary(sum)));

        assertThat(String.join(", ", sums)).isEqualTo(expected);
    }

    private static String summary(JsonNode sum) {
        List<String> words = new ArrayList<>();
        for (String name : List.of("account", "type", "month", "metadata", "currency", "net")) {
            if (sum.has(name)) {
                words.add(
                        sum.path(name).isString()
                                ? sum.path(name).stringValue()
                                : sum.path(name).toString());
            }
        }
        return String.join(" ", words);
    }

    @Test
    void only_balances_that_a_filter_is_true_of_are_summed() {
        JsonNode data = get(ledger + "/balances?filter=" + encoded("account==liabilities:users:*:wallet;currency==JPY"))
                .json()
                .path("data");

        assertThat(data).hasSize(1);
        assertThat(data.get(0).path("credits").stringValue()).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            currency==EUR                        | 99.99 100.00
            amount=lt=100                        | 99.99
            amount!=100                          | 99.99
            direction==credit                    |
            effectiveDate<2026-02-01,currency==JPY | 100 100.00
            reference==b                        | 99.99
            reference=in=(a,c,d)                | 100 100.00
            reference!=b                        | 100 100.00
            metadata.region==eu                 | 100.00
            metadata.region!=eu                 | 100 99.99
            recordedAt>=2000-01-01T00:00:00Z    | 100 99.99 100.00
            recordedAt<2000-01-01T00:00:00Z     |
            """)
    void entries_are_found_by_what_is_said_of_them(String filter, String expected) {
        List<String> amounts = new ArrayList<>();
        list("/accounts/assets:bank/entries", filter)
                .json()
                .path("data")
                .forEach(each -> amounts.add(each.path("amount").stringValue()));

        assertThat(amounts).containsExactly(expected == null ? new String[0] : expected.split(" ", -1));
    }

    private void open(String path, String type, String metadata) {
        service.post(
                        ledger + "/accounts",
                        "{\"path\":\"%s\",\"type\":\"%s\",\"metadata\":%s}".formatted(path, type, metadata))
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path==liabilities:users:*:wallet                     | liabilities:users:1:wallet liabilities:users:2:wallet
            path==liabilities:users:**;status==open              | liabilities:users:1:wallet liabilities:users:2:wallet
            type==liability;metadata.region==us                  | liabilities:users:2:bonus liabilities:users:2:wallet
            type==liability;metadata.region!=us                  | liabilities:users:1:wallet
            type==asset,path==liabilities:users:2:**             | assets:bank liabilities:users:2:bonus liabilities:users:2:wallet
            type==liability;balance.EUR=ge=100.00                | liabilities:users:1:wallet
            type==liability;balance.EUR<100                      | liabilities:users:2:wallet
            path==liabilities:**;balance.JPY>0                   | liabilities:users:2:wallet
            type==asset;balance.EUR=in=(199.99,5);balance.JPY==100 | assets:bank
            type==asset;balance.EUR==199.990                     | assets:bank
            type==asset;balance.EUR=gt=199.9899                  | assets:bank
            type==liability;status==open;balance.EUR!=99.99      | liabilities:users:1:wallet
            type==liability;balance.USD=le=0                     |
            type==asset and openedAt<2000-01-01T00:00:00Z        |
            """)
    void accounts_are_found_by_what_is_said_of_them(String filter, String expected) {
        assertThat(paths(list("/accounts", filter)))
                .containsExactly(expected == null ? new String[0] : expected.split(" ", -1));
    }

    @Test
    void accounts_are_found_by_their_balances_of_now_and_of_then() {
        String book = service.openLedger("strict");
        for (String path : List.of("bank", "users:1:wallet", "users:2:wallet", "users:3:wallet")) {
            String type = path.equals("bank") ? "asset" : "liability";
            service.post(book + "/accounts", "{\"path\":\"%s\",\"type\":\"%s\"}".formatted(path, type))
                    .expect(201);
        }
        long before = transfer(book, "2026-01-10", "bank", "users:1:wallet", "100.00", "posted");
        long overdrawn = transfer(book, "2026-02-10", "users:1:wallet", "bank", "150.00", "posted");
        transfer(book, "2026-01-20", "bank", "users:2:wallet", "10000.01", "posted");
        transfer(book, "2026-02-11", "bank", "users:3:wallet", "7.00", "pending");
        String below = "path==users:*:wallet;balance.EUR=lt=0";

        assertThat(paths(list(book, "/accounts", below))).containsExactly("users:1:wallet");
        assertThat(paths(list(book, "/accounts", "path==users:**;balance.EUR==-50.00")))
                .containsExactly("users:1:wallet");
        assertThat(paths(list(book, "/accounts", "type=in=(asset,liability);balance.EUR=gt=10000.00")))
                .containsExactly("users:2:wallet");
        assertThat(paths(list(book, "/accounts", "path==users:**;balance.EUR==0")))
                .as("what is in reserve is shown with a balance of nothing")
                .containsExactly("users:3:wallet");
        assertThat(paths(list(book, "/accounts?asOf=2026-02-09", below))).isEmpty();
        assertThat(paths(list(book, "/accounts?asOf=2026-02-10", below))).containsExactly("users:1:wallet");
        assertThat(paths(list(
                        book, "/accounts?asOf=2026-02-09&knownAt=" + overdrawn, "path==users:**;balance.EUR=gt=0")))
                .containsExactly("users:1:wallet");
        assertThat(paths(list(book, "/accounts?knownAt=" + before, below))).isEmpty();
        assertThat(paths(list(book, "/accounts?knownAt=" + overdrawn, below))).containsExactly("users:1:wallet");

        JsonNode sums = list(book, "/balances?groupBy=account-prefix:2", "account==users:**;balance.EUR<0")
                .json()
                .path("data");
        assertThat(sums).hasSize(1);
        assertThat(summary(sums.get(0))).isEqualTo("users:1 EUR 50.00");
        assertThat(list(book, "/balances?asOf=2026-01-31", "account==users:**;balance.EUR<0")
                        .json()
                        .path("data"))
                .isEmpty();
    }

    /** Gives the number in the journal. */
    private long transfer(String book, String day, String debited, String credited, String amount, String status) {
        return journalNumber(service.post(book + "/transactions", """
                {"effectiveAt":"%s","status":"%s","postings":[
                  {"account":"%s","direction":"debit","amount":"%5$s","currency":"EUR"},
                  {"account":"%4$s","direction":"credit","amount":"%5$s","currency":"EUR"}]}""".formatted(day, status, debited, credited, amount))
                .expect(201));
    }

    @Test
    void accounts_are_found_as_they_were_known() {
        String wallet = ledger + "/accounts/liabilities:users:3:wallet";
        open("liabilities:users:3:wallet", "liability", "{\"region\":\"fr\"}");
        long before = journalNumber(service.post(wallet + "/metadata", "{\"merge\":{\"region\":\"it\"}}")) - 1;
        long after = journalNumber(service.post(wallet + "/close", "{}"));

        assertThat(paths(list("/accounts?knownAt=" + before, "metadata.region==fr;status==open")))
                .containsExactly("liabilities:users:3:wallet");
        assertThat(paths(list("/accounts?knownAt=" + before, "metadata.region==it")))
                .isEmpty();
        assertThat(paths(list("/accounts?knownAt=" + (before - 1), "metadata.region==fr")))
                .isEmpty();
        assertThat(paths(list("/accounts?knownAt=" + after, "metadata.region==fr")))
                .isEmpty();
        assertThat(paths(list("/accounts", "metadata.region==it;status==closed")))
                .containsExactly("liabilities:users:3:wallet");
    }

    private static long journalNumber(Reply reply) {
        return reply.json().path("journalNumber").longValue();
    }

    @Test
    void parameters_and_filter_hold_together() {
        assertThat(paths(list("/accounts?prefix=liabilities:users:2", "status==open")))
                .containsExactly("liabilities:users:2:wallet");
    }

    @Test
    void pages_go_on_with_their_filter_only() {
        String path = ledger + "/accounts?limit=1&filter=" + encoded("path==liabilities:users:**");
        Reply first = get(path);
        String cursor = first.json().path("next").stringValue();

        assertThat(paths(get(path + "&cursor=" + cursor))).containsExactly("liabilities:users:2:bonus");
        service.get(ledger + "/accounts?limit=1&filter=" + encoded("path==liabilities:users:*:wallet") + "&cursor="
                        + cursor)
                .expectProblem(400, "CURSOR_INVALID");
    }

    @Test
    void a_filter_that_reads_everything_is_told_what_to_add() {
        Reply reply = service.get(ledger + "/accounts?filter=" + encoded("metadata.note!=x"));

        reply.expectProblem(422, "FILTER_NOT_INDEXED");
        assertThat(reply.json().at("/violations/0/detail").stringValue()).contains("Add path==…");
    }

    private Reply list(String path, String filter) {
        return list(ledger, path, filter);
    }

    private Reply list(String book, String path, String filter) {
        return get(book + path + (path.contains("?") ? "&" : "?") + "filter=" + encoded(filter));
    }

    private Reply get(String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200);
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static List<String> paths(Reply reply) {
        List<String> paths = new ArrayList<>();
        for (JsonNode account : reply.json().path("data")) {
            paths.add(account.path("path").stringValue());
        }
        return paths;
    }
}
