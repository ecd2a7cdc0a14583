package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PostTransactionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TRANSFERS =
            "method=\"POST\",outcome=\"SUCCESS\",status=\"201\",uri=\"/v1/ledgers/{ledger}/transactions\"";

    /** All but the opening of ledgers, with which tests begin. */
    private static final Predicate<String> POSTED =
            line -> line.contains("method=\"POST\"") && !line.contains("uri=\"/v1/ledgers\"");

    private final Service service = Service.shared();

    @Test
    void a_ledger_is_opened_with_the_scales_of_iso_4217() {
        String id = "l-" + UUID.randomUUID();

        Reply reply = service.post("/v1/ledgers", """
                {"id":"%s","name":"Bücher","timeZone":"Europe/Berlin","chart":"strict",
                 "currencies":[{"code":"EUR"},{"code":"JPY","scale":0},{"code":"BTC","scale":8}]}""".formatted(id));

        reply.expect(201);
        assertThat(reply.header("Location")).contains("/v1/ledgers/" + id);
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.position()).isEqualTo(service.head());
        assertThat(without(reply.json(), "openedAt")).isEqualTo(json("""
                {"id":"%s","name":"Bücher","timeZone":"Europe/Berlin","chart":"strict",
                 "currencies":[{"code":"EUR","scale":2},{"code":"JPY","scale":0},{"code":"BTC","scale":8}],
                 "version":1}""".formatted(id)));
        assertThat(Instant.parse(reply.json().path("openedAt").stringValue()))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void every_request_is_counted_once_whichever_way_it_takes_to_its_controller() {
        String ledger = service.openLedger("open");
        double all = requests(POSTED);
        double transfers = requests(POSTED.and(line -> line.contains(TRANSFERS)));

        transfer(ledger, "application/json").expect(201);
        transfer(ledger, "application/json;charset=UTF-8").expect(201);
        transfer(ledger + "/", "application/json");

        // A request is counted once it has been answered, which may be a moment after its client knows.
        await().atMost(PATIENCE).until(() -> requests(POSTED) >= all + 3);
        assertThat(requests(POSTED)).isEqualTo(all + 3);
        assertThat(requests(POSTED.and(line -> line.contains(TRANSFERS)))).isEqualTo(transfers + 2);
    }

    private Reply transfer(String ledger, String contentType) {
        return service.send(service.request(ledger + "/transactions")
                .header("Content-Type", contentType)
                .header("Idempotency-Key", Service.freshKey())
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"postings":[{"account":"assets:cash","direction":"debit","amount":"1.00","currency":"EUR"},
                         {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""")));
    }

    private double requests(Predicate<String> counted) {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .filter(counted)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void a_currency_is_registered() {
        String ledger = service.openLedger("strict");

        Reply reply = service.post(ledger + "/currencies", "{\"code\":\"USD\"}");

        reply.expect(201);
        assertThat(reply.header("Location")).contains(ledger);
        assertThat(reply.json()).isEqualTo(json("{\"code\":\"USD\",\"scale\":2}"));
    }

    @Test
    void an_account_is_opened() {
        String ledger = service.openLedger("strict");

        Reply reply = service.post(ledger + "/accounts", """
                {"path":"assets:bank:operating","type":"asset","name":"Operating","metadata":{"iban":"DE00"}}""");

        reply.expect(201);
        assertThat(reply.header("Location")).contains(ledger + "/accounts/assets:bank:operating");
        assertThat(without(reply.json(), "openedAt"))
                .isEqualTo(json("""
                {"path":"assets:bank:operating","ledger":"%s","type":"asset","name":"Operating","metadata":{"iban":"DE00"},"status":"open","limits":[],"version":1,"balances":[]}""".formatted(ledger.substring("/v1/ledgers/".length()))));
    }

    @Test
    void a_transaction_is_answered_with_the_balances_after_it() {
        String ledger = service.openLedger("open");
        service.post(ledger + "/transactions", transfer("10.00")).expect(201);

        Reply reply = service.post(ledger + "/transactions", """
                {"id":"0198c0de-0000-7000-8000-000000000001","reference":"INV-1","description":"Wąż 🐍","effectiveAt":"2026-01-31",
                 "postings":[{"account":"assets:cash","direction":"debit","amount":"2.5","currency":"EUR"},
                             {"account":"income:sales","direction":"credit","amount":"2.50","currency":"EUR"}],
                 "metadata":{"b":"2","a":"1"}}""");

        reply.expect(201);
        assertThat(reply.header("Location")).contains(ledger + "/transactions/0198c0de-0000-7000-8000-000000000001");
        assertThat(reply.isReplayed()).isFalse();
        assertThat(reply.json().path("position").longValue()).isEqualTo(reply.position());
        assertThat(reply.json().path("journalNumber").longValue()).isEqualTo(5);
        assertThat(without(reply.json(), "position", "recordedAt", "journalNumber"))
                .isEqualTo(json("""
                {"id":"0198c0de-0000-7000-8000-000000000001","ledger":"%s","status":"posted",
                 "reference":"INV-1","description":"Wąż 🐍","effectiveAt":"2026-01-30T23:00:00Z","effectiveDate":"2026-01-31",
                 "postings":[{"account":"assets:cash","direction":"debit","amount":"2.50","currency":"EUR"},
                             {"account":"income:sales","direction":"credit","amount":"2.50","currency":"EUR"}],
                 "balances":[{"account":"assets:cash","type":"asset","currency":"EUR",
                              "debits":"12.50","credits":"0.00","balance":"12.50",
                              "pendingDebits":"0.00","pendingCredits":"0.00","available":"12.50","version":3},
                             {"account":"income:sales","type":"income","currency":"EUR",
                              "debits":"0.00","credits":"12.50","balance":"12.50",
                              "pendingDebits":"0.00","pendingCredits":"0.00","available":"12.50","version":3}],
                 "metadata":{"a":"1","b":"2"}}""".formatted(ledger.substring("/v1/ledgers/".length()))));
    }

    @Test
    void a_transaction_of_38_digits_in_several_currencies_is_posted_exactly() {
        String ledger = service.openLedger("open");
        String euros = "999999999999999999999999999999999999.99";

        Reply reply = service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:a","direction":"debit","amount":"%1$s","currency":"EUR"},
                             {"account":"assets:b","direction":"credit","amount":"%1$s","currency":"EUR"},
                             {"account":"assets:a","direction":"credit","amount":"0.00000001","currency":"BTC"},
                             {"account":"assets:b","direction":"debit","amount":"0.00000001","currency":"BTC"}]}""".formatted(euros));

        reply.expect(201);
        assertThat(reply.json().at("/balances/0/debits").stringValue()).isEqualTo(euros);
        assertThat(reply.json().findValuesAsString("balance"))
                .containsExactly(euros, "-0.00000001", "-" + euros, "0.00000001");
    }

    static String transfer(String amount) {
        return """
                {"postings":[{"account":"assets:cash","direction":"debit","amount":"%1$s","currency":"EUR"},
                             {"account":"income:sales","direction":"credit","amount":"%1$s","currency":"EUR"}]}""".formatted(amount);
    }

    private static JsonNode without(JsonNode object, String... fields) {
        return object.asObject().without(java.util.List.of(fields));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
