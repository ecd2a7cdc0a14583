package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who did what to a ledger, an account and a transaction. */
class HistoryTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Service service = Service.shared();
    private String ledger;

    @BeforeEach
    void openLedger() {
        ledger = service.openLedger("open");
    }

    private Reply post(String path, String actor, String key, String body) {
        return service.send(service.request(ledger + path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .header("Pacioli-Actor", actor)
                        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                        .POST(BodyPublishers.ofString(body)))
                .expect(201);
    }

    private static String transfer(String amount) {
        return """
                {"postings":[{"account":"assets:bank","direction":"debit","amount":"%s","currency":"EUR"},
                 {"account":"equity:owner","direction":"credit","amount":"%s","currency":"EUR"}]}""".formatted(amount, amount);
    }

    private List<JsonNode> history(String path) {
        JsonNode data = service.get(ledger + path).expect(200).json().path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    private static List<String> facts(List<JsonNode> history) {
        return history.stream()
                .map(event -> "%d %s %s %s"
                        .formatted(
                                event.path("version").longValue(),
                                event.path("type").stringValue(),
                                event.path("actor").asString("-"),
                                event.path("idempotencyKey").asString("-")))
                .toList();
    }

    @Test
    void an_account_tells_every_event_that_touched_it_with_who_and_which_request() {
        String first = Service.freshKey();
        String second = Service.freshKey();
        post("/transactions", "ann", first, transfer("10.00"));
        post("/transactions", "bob", second, transfer("5.00"));

        List<JsonNode> history = history("/accounts/assets:bank/history?order=asc");

        assertThat(facts(history))
                .containsExactly(
                        "1 account-opened ann " + first,
                        "2 transaction-posted ann " + first,
                        "3 transaction-posted bob " + second);
        assertThat(history).allSatisfy(event -> {
            assertThat(event.path("traceId").stringValue()).isEqualTo(TRACE);
            assertThat(event.path("hash").stringValue()).hasSize(64);
            assertThat(event.path("recordedAt").isString()).isTrue();
        });
        assertThat(facts(history("/accounts/assets:bank/history")))
                .first()
                .isEqualTo("3 transaction-posted bob " + second);
    }

    @Test
    void a_ledger_tells_what_changed_it_and_not_what_was_posted_in_it() {
        String key = Service.freshKey();
        post("/currencies", "ann", key, "{\"code\":\"POINTS\",\"scale\":0}");
        post("/transactions", "ann", Service.freshKey(), transfer("10.00"));

        assertThat(facts(history("/history"))).first().isEqualTo("2 currency-registered ann " + key);
        assertThat(history("/history")).hasSize(2);
    }

    @Test
    void a_transaction_tells_what_became_of_it() {
        String placed = Service.freshKey();
        String posted = Service.freshKey();
        String hold = post(
                        "/transactions",
                        "ann",
                        placed,
                        transfer("10.00").replaceFirst("\\{", "{\"status\":\"pending\","))
                .json()
                .path("id")
                .stringValue();
        service.send(service.request(ledger + "/transactions/" + hold + "/post")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", posted)
                        .header("Pacioli-Actor", "bob")
                        .POST(BodyPublishers.ofString("{}")))
                .expect(200);

        assertThat(facts(history("/transactions/" + hold + "/history?order=asc")))
                .containsExactly("1 transaction-held ann " + placed, "2 hold-posted bob " + posted);
    }

    @Test
    void all_items_of_a_batch_have_its_key() {
        String key = Service.freshKey();
        service.post(ledger + "/batches", key, """
                {"atomic":true,"items":[%s,%s]}""".formatted(
                                transfer("1.00").replaceFirst("\\{", "{\"type\":\"transaction\","),
                                transfer("2.00").replaceFirst("\\{", "{\"type\":\"transaction\",")))
                .expect(200);
        service.post(ledger + "/transactions", transfer("3.00")).expect(201);

        assertThat(history("/accounts/equity:owner/history?order=asc&limit=3"))
                .extracting(event -> event.path("idempotencyKey").stringValue())
                .containsOnly(key);
    }

    @Test
    void pages_go_on_where_they_ended() {
        for (int i = 0; i < 4; i++) {
            post("/transactions", "ann", Service.freshKey(), transfer("1.00"));
        }

        JsonNode first = service.get(ledger + "/accounts/assets:bank/history?limit=2")
                .expect(200)
                .json();
        JsonNode second = service.get(ledger + "/accounts/assets:bank/history?limit=2&cursor="
                        + first.path("next").stringValue())
                .expect(200)
                .json();

        assertThat(versions(first)).containsExactly(5L, 4L);
        assertThat(versions(second)).containsExactly(3L, 2L);
    }

    private static List<Long> versions(JsonNode page) {
        return StreamSupport.stream(page.path("data").spliterator(), false)
                .map(event -> event.path("version").longValue())
                .toList();
    }

    @Test
    void of_what_is_not_there_nothing_is_told() {
        service.get(ledger + "/accounts/assets:none/history").expectProblem(404, "ACCOUNT_NOT_FOUND");
        service.get(ledger + "/transactions/" + UUID.randomUUID() + "/history")
                .expectProblem(404, "TRANSACTION_NOT_FOUND");
        service.get("/v1/ledgers/none/history").expectProblem(404, "LEDGER_NOT_FOUND");
        service.get("/v1/ledgers/none/accounts/assets:bank/history").expectProblem(404, "LEDGER_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "/history?order=up, PARAMETER_MALFORMED",
        "/history?limit=0, LIMIT_OUT_OF_RANGE",
        "/history?after=1, PARAMETER_UNKNOWN",
        "/history?cursor=abc, CURSOR_INVALID",
        "/accounts/::/history, ACCOUNT_PATH_MALFORMED",
        "/transactions/1/history, TRANSACTION_ID_MALFORMED"
    })
    void what_cannot_be_asked_is_refused(String path, String code) {
        service.get(ledger + path).expectProblem(400, code);
    }
}
