package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DryRunTest {

    private static final String ID = "0198c0de-0000-7000-8000-00000000d001";
    private static final String NEW_ID = "0198c0de-0000-7000-8000-00000000d002";
    private static final String SALE = """
            "postings":[{"account":"assets:cash","direction":"debit","amount":"12.30","currency":"EUR"},
             {"account":"income:sales","direction":"credit","amount":"12.30","currency":"EUR"}]""";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");
    private final String key = Service.freshKey();

    /**
     * Every endpoint that writes: what is asked of it, where what it makes is found, and with which code it refuses to do it twice,
     * or null where it does.
     */
    enum Write {
        LEDGER("", "", "LEDGER_EXISTS"),
        CURRENCY("/currencies", "{\"code\":\"USD\"}", "CURRENCY_EXISTS"),
        ACCOUNT("/accounts", "{\"path\":\"assets:bank\",\"type\":\"asset\"}", "ACCOUNT_EXISTS"),
        TRANSACTION(
                "/transactions",
                "{\"id\":\"%s\",\"reference\":\"R-1\",%s}".formatted(NEW_ID, SALE),
                "TRANSACTION_EXISTS"),
        REVERSAL("/transactions/%s/reverse".formatted(ID), "{\"id\":\"%s\"}".formatted(NEW_ID), "TRANSACTION_EXISTS"),
        METADATA("/transactions/%s/metadata".formatted(ID), "{\"merge\":{\"a\":\"1\"},\"delete\":[\"b\"]}", null),
        BATCH("/batches", """
                {"atomic":false,"items":[{"type":"transaction","id":"%s",%s},{"type":"transaction","id":"%s",%s}]}""".formatted(NEW_ID, SALE, ID, SALE), "BATCH_REJECTED");

        private final String path;
        private final String body;
        private final @Nullable String twice;

        Write(String path, String body, @Nullable String twice) {
            this.path = path;
            this.body = body;
            this.twice = twice;
        }

        String path(String ledger) {
            return this == LEDGER ? "/v1/ledgers" : ledger + path;
        }

        String body(String ledger) {
            return this == LEDGER ? """
                    {"id":"%s-2","name":"Two","timeZone":"UTC","chart":"open","currencies":[]}""".formatted(ledger.substring("/v1/ledgers/".length())) : body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_dry_run_is_answered_as_the_request_itself_but_for_its_place_and_changes_nothing(Write write) {
        service.post(ledger + "/transactions", "{\"id\":\"%s\",%s}".formatted(ID, SALE))
                .expect(201);
        int accepted = write == Write.BATCH || write == Write.METADATA ? 200 : 201;
        String path = write.path(ledger);
        String body = write.body(ledger);
        long head = service.head();

        Reply dry = service.post(path + "?dryRun=true", key, body).expect(accepted);
        Reply dryAgain = service.post(path + "?dryRun=true", key, body).expect(accepted);

        for (Reply reply : List.of(dry, dryAgain)) {
            assertThat(reply.header("Dry-Run")).hasValue("true");
            assertThat(reply.header("Ledger-Position")).isEmpty();
            assertThat(reply.header("Location")).isEmpty();
            assertThat(reply.isReplayed()).isFalse();
        }
        assertThat(service.head()).isEqualTo(head);

        Reply real = service.post(path, key, body).expect(accepted);

        assertThat(real.isReplayed()).isFalse();
        assertThat(real.isDryRun()).isFalse();
        assertThat(timeless(dry.json())).isEqualTo(timeless(withoutPlaces(real.json())));
        assertThat(timeless(dryAgain.json())).isEqualTo(timeless(dry.json()));
        long after = service.head();
        assertThat(real.position()).isEqualTo(after).isGreaterThan(head);

        Reply replayed = service.post(path + "?dryRun=true", key, body).expect(accepted);
        Reply twice = service.post(path + "?dryRun=true", body);

        assertThat(replayed.body()).isEqualTo(real.body());
        assertThat(replayed.isReplayed()).isTrue();
        assertThat(replayed.isDryRun()).isFalse();
        assertThat(replayed.position()).isEqualTo(after);
        assertThat(twice.code()).isEqualTo(write.twice == null ? "" : write.twice);
        assertThat(twice.isDryRun()).isTrue();
        assertThat(service.head()).isEqualTo(after);
    }

    private static final Set<String> TIMES = Set.of("recordedAt", "openedAt", "effectiveAt", "effectiveDate");

    private static JsonNode timeless(JsonNode answer) {
        return without(answer, TIMES);
    }

    private static JsonNode withoutPlaces(JsonNode answer) {
        return without(answer, Set.of("position", "journalNumber"));
    }

    private static JsonNode without(JsonNode node, Set<String> fields) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(fields);
            new TreeSet<>(object.propertyNames()).forEach(name -> object.set(name, without(object.path(name), fields)));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, without(array.path(i), fields));
            }
        }
        return copy;
    }

    @Test
    void what_a_dry_run_has_shown_is_nowhere_to_be_found() {
        Reply dry = tryOut("/transactions", "{\"reference\":\"R-1\",%s}".formatted(SALE))
                .expect(201);
        String id = dry.json().path("id").stringValue();

        assertThat(dry.json().at("/balances/0/balance").stringValue()).isEqualTo("12.30");
        assertThat(dry.json().has("recordedAt")).isTrue();
        read("/transactions/" + id).expectProblem(404, "TRANSACTION_NOT_FOUND");
        read("/accounts/assets:cash").expectProblem(404, "ACCOUNT_NOT_FOUND");
        assertThat(read("/transactions").expect(200).json().path("data")).isEmpty();
    }

    private Reply read(String path) {
        return service.send(service.request(ledger + path)
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
    }

    @Test
    void what_says_that_it_is_for_real_is() {
        long head = service.head();

        Reply real = service.post(ledger + "/accounts?dryRun=false", "{\"path\":\"assets:bank\",\"type\":\"asset\"}");

        real.expect(201);
        assertThat(real.isDryRun()).isFalse();
        assertThat(real.position()).isEqualTo(head + 1);
        assertThat(real.header("Location")).hasValue(ledger + "/accounts/assets:bank");
    }

    @Test
    void a_problem_of_a_dry_run_says_that_it_is_one() {
        service.post(ledger + "/transactions", key, "{%s}".formatted(SALE)).expect(201);
        String unbalanced = "{%s}".formatted(SALE.replaceFirst("12.30", "12.31"));
        long head = service.head();

        expectDry(tryOut("/transactions", unbalanced).expectProblem(422, "UNBALANCED"));
        expectDry(tryOut("/transactions", "{}").expectProblem(400, "FIELD_MISSING"));
        expectDry(tryOut("/transactions", "{").expectProblem(400, "JSON_MALFORMED"));
        expectDry(tryOut("/accounts/assets::cash/limits", "{}").expectProblem(400, "ACCOUNT_PATH_MALFORMED"));
        expectDry(tryOut("/transactions/%s/reverse".formatted(UUID.randomUUID()), "{}")
                .expectProblem(404, "TRANSACTION_NOT_FOUND"));
        expectDry(service.post(ledger + "/transactions?dryRun=true", key, unbalanced)
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED"));
        expectDry(send(null).expectProblem(400, "IDEMPOTENCY_KEY_MISSING"));
        assertThat(send("one two")
                        .expectProblem(400, "IDEMPOTENCY_KEY_MALFORMED")
                        .isDryRun())
                .isTrue();
        assertThat(service.head()).isEqualTo(head);
    }

    private Reply send(@Nullable String idempotencyKey) {
        var request = service.request(ledger + "/transactions?dryRun=true").header("Content-Type", "application/json");
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return service.send(request.POST(BodyPublishers.ofString("{%s}".formatted(SALE))));
    }

    private Reply tryOut(String path, String body) {
        return service.post(ledger + path + "?dryRun=true", body);
    }

    private static void expectDry(Reply reply) {
        assertThat(reply.isDryRun()).as("%s", reply).isTrue();
    }

    @Test
    void an_atomic_batch_is_tried_out_to_its_first_bad_item() {
        String bad = SALE.replace("EUR", "USD");
        long head = service.head();

        Reply reply = tryOut("/batches", """
                {"atomic":true,"items":[{"type":"transaction",%s},{"type":"transaction",%s}]}""".formatted(SALE, bad));

        reply.expectProblem(422, "BATCH_REJECTED");
        assertThat(reply.violations()).containsExactly("/items/1 CURRENCY_NOT_REGISTERED");
        assertThat(service.head()).isEqualTo(head);
        assertThat(tryOut("/batches", """
                {"atomic":true,"items":[{"type":"transaction",%1$s},{"type":"transaction",%1$s}]}""".formatted(SALE))
                        .expect(200)
                        .json()
                        .at("/results/1/transaction/balances/0/balance")
                        .stringValue())
                .isEqualTo("24.60");
    }
}
