package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReversalTest {

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    private JsonNode sale(String amount) {
        return service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:cash","direction":"debit","amount":"%1$s","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"%1$s","currency":"EUR"}]}""".formatted(amount))
                .expect(201)
                .json();
    }

    private static String part(String amount) {
        return """
                {"postings":[{"account":"assets:cash","direction":"debit","amount":"%1$s","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"%1$s","currency":"EUR"}]}""".formatted(amount);
    }

    private static String id(JsonNode transaction) {
        return transaction.path("id").stringValue();
    }

    private String placeOf(JsonNode transaction) {
        return ledger + "/transactions/" + id(transaction);
    }

    private Reply reverse(JsonNode transaction, String body) {
        return service.post(placeOf(transaction) + "/reverse", body);
    }

    private Reply read(String path) {
        return service.send(service.request(path)
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
    }

    @Test
    void a_transaction_is_taken_back_and_both_name_each_other() {
        JsonNode sale = sale("12.30");

        Reply reply = reverse(sale, """
                {"reference":"credit-note-1","description":"Returned","effectiveAt":"2026-03-01","metadata":{"by":"Ada"}}""");

        reply.expect(201);
        JsonNode reversal = reply.json();
        assertThat(reply.header("Location")).contains(placeOf(reversal));
        assertThat(reversal.path("reverses").stringValue()).isEqualTo(id(sale));
        assertThat(reversal.path("reference").stringValue()).isEqualTo("credit-note-1");
        assertThat(reversal.path("effectiveDate").stringValue()).isEqualTo("2026-03-01");
        assertThat(reversal.at("/metadata/by").stringValue()).isEqualTo("Ada");
        assertThat(reversal.at("/postings/0/direction").stringValue()).isEqualTo("credit");
        assertThat(reversal.at("/balances/0/balance").stringValue()).isEqualTo("0.00");
        assertThat(read(placeOf(reversal)).json()).isEqualTo(reversal);
        JsonNode original = read(placeOf(sale)).json();
        assertThat(original.path("status").stringValue()).isEqualTo("reversed");
        assertThat(original.at("/reversedBy/0").stringValue()).isEqualTo(id(reversal));
        assertThat(original.path("reversedBy").size()).isEqualTo(1);
        assertThat(original.path("postings")).isEqualTo(sale.path("postings"));
    }

    @Test
    void a_list_shows_what_has_become_of_each_transaction() {
        JsonNode kept = sale("1.00");
        JsonNode partly = sale("2.00");
        JsonNode gone = sale("3.00");
        reverse(partly, part("0.50")).expect(201);
        reverse(gone, "{}").expect(201);

        List<String> statuses = read(ledger + "/transactions?order=asc")
                .json()
                .path("data")
                .valueStream()
                .map(transaction ->
                        id(transaction) + " " + transaction.path("status").stringValue())
                .toList();

        assertThat(statuses)
                .startsWith(id(kept) + " posted", id(partly) + " partly-reversed", id(gone) + " reversed")
                .hasSize(5);
    }

    @Test
    void what_is_asked_for_again_with_its_key_happens_once() {
        JsonNode sale = sale("5.00");
        String key = Service.freshKey();
        String place = placeOf(sale) + "/reverse";

        Reply first = service.post(place, key, part("2.00")).expect(201);
        Reply again = service.post(place, key, part("2.00")).expect(201);

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(read(placeOf(sale)).json().path("reversedBy").size()).isEqualTo(1);
        service.post(place, key, part("1.00")).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void what_cannot_be_taken_back_is_refused_with_what_is_left() {
        JsonNode sale = sale("5.00");
        reverse(sale, part("2.00")).expect(201);

        Reply tooMuch = reverse(sale, part("3.01"));

        tooMuch.expectProblem(422, "REVERSAL_TOO_LARGE");
        assertThat(tooMuch.violations())
                .containsExactly("/postings/0/amount REVERSAL_TOO_LARGE", "/postings/1/amount REVERSAL_TOO_LARGE");
        reverse(sale, "{}").expect(201);
        reverse(sale, "{}").expectProblem(409, "TRANSACTION_REVERSED");
    }

    @Test
    void what_is_not_there_or_not_well_said_is_refused() {
        String nowhere = ledger + "/transactions/" + UUID.randomUUID() + "/reverse";

        service.post(nowhere, "{}").expectProblem(404, "TRANSACTION_NOT_FOUND");
        service.post(ledger + "/transactions/7/reverse", "{}").expectProblem(400, "TRANSACTION_ID_MALFORMED");
        service.post(nowhere, "{\"postings\":[]}").expectProblem(400, "POSTINGS_TOO_FEW");
        service.post(nowhere, "{\"amount\":\"1.00\"}").expectProblem(400, "FIELD_UNKNOWN");
        service.post(nowhere, "").expectProblem(400, "BODY_EMPTY");
    }

    @Test
    void an_etag_changes_when_a_transaction_is_taken_back() {
        JsonNode sale = sale("5.00");
        String before = read(placeOf(sale)).header("ETag").orElseThrow();
        assertThat(service.send(service.request(placeOf(sale))
                                .header("If-None-Match", before)
                                .GET())
                        .status())
                .isEqualTo(304);

        reverse(sale, part("1.00")).expect(201);

        assertThat(read(placeOf(sale)).header("ETag").orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void of_many_who_take_back_more_than_there_is_no_more_than_there_is_succeed() throws Exception {
        JsonNode sale = sale("10.00");
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> calls = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> reverse(sale, part("1.00")).status())
                    .toList();
            List<Integer> statuses = clients.invokeAll(calls).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();

            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
            assertThat(Set.copyOf(statuses)).isEqualTo(Set.of(201, 409));
        }
        JsonNode standing = read(placeOf(sale)).json();
        assertThat(standing.path("status").stringValue()).isEqualTo("reversed");
        assertThat(standing.path("reversedBy").size()).isEqualTo(10);
        assertThat(read(ledger + "/accounts/assets:cash")
                        .json()
                        .at("/balances/0/balance")
                        .stringValue())
                .isEqualTo("0.00");
    }
}
