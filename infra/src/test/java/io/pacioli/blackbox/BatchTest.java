package io.pacioli.blackbox;

import static io.pacioli.blackbox.PostTransactionTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchTest {

    private static final String TOO_FINE = transfer("0.001");

    private final Service service = Service.shared();

    @Test
    void items_are_posted_in_their_order_and_each_sees_those_before_it() {
        String ledger = service.openLedger("open");

        Reply reply =
                service.post(ledger + "/batches", batch(true, transfer("1.00"), transfer("2.00"), transfer("3.00")));

        reply.expect(200);
        JsonNode answer = reply.json();
        assertThat(answer.path("atomic").booleanValue()).isTrue();
        assertThat(answer.path("results")).hasSize(3);
        assertThat(answer.findValuesAsString("status")).contains("posted").doesNotContain("rejected", "skipped");
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> answer.at("/results/%d/transaction/balances/0/debits".formatted(i))
                                .stringValue()))
                .containsExactly("1.00", "3.00", "6.00");
        assertThat(reply.position()).isEqualTo(service.head());
    }

    @Test
    void a_rejected_item_costs_the_others_nothing() {
        String ledger = service.openLedger("open");

        Reply reply = service.post(ledger + "/batches", batch(false, transfer("1.00"), TOO_FINE, transfer("3.00")));

        JsonNode results = reply.expect(200).json().path("results");
        assertThat(statuses(results)).isEqualTo("posted rejected posted");
        JsonNode problem = results.at("/1/problem");
        assertThat(problem.path("code").stringValue()).isEqualTo("TOO_MANY_DECIMALS");
        assertThat(problem.path("detail").stringValue()).contains("EUR has 2");
        assertThat(problem.at("/violations/0/pointer").stringValue()).isEqualTo("/postings/0/amount");
        assertThat(results.at("/2/transaction/balances/0/debits").stringValue()).isEqualTo("4.00");
    }

    @Test
    void items_after_the_first_rejected_are_skipped_when_asked_for() {
        String ledger = service.openLedger("open");
        String body = batch(false, transfer("1.00"), TOO_FINE, transfer("3.00"))
                .replaceFirst("\\{", "{\"continueOnFailure\":false,");

        Reply reply = service.post(ledger + "/batches", body);

        assertThat(statuses(reply.expect(200).json().path("results"))).isEqualTo("posted rejected skipped");
    }

    @Test
    void an_atomic_batch_with_a_bad_item_does_nothing_and_names_the_item() {
        String ledger = service.openLedger("open");
        long head = service.head();

        Reply reply = service.post(ledger + "/batches", batch(true, transfer("1.00"), TOO_FINE, transfer("3.00")));

        reply.expectProblem(422, "BATCH_REJECTED");
        assertThat(reply.violations()).containsExactly("/items/1 TOO_MANY_DECIMALS");
        assertThat(service.head()).isEqualTo(head);
        assertThat(service.post(ledger + "/transactions", transfer("1.00"))
                        .expect(201)
                        .json()
                        .at("/balances/0/debits")
                        .stringValue())
                .isEqualTo("1.00");
    }

    @Test
    void a_batch_of_which_no_item_is_accepted_is_rejected_and_names_them_all() {
        String ledger = service.openLedger("open");
        long head = service.head();

        Reply reply = service.post(ledger + "/batches", batch(false, TOO_FINE, TOO_FINE));

        reply.expectProblem(422, "BATCH_REJECTED");
        assertThat(reply.violations()).containsExactly("/items/0 TOO_MANY_DECIMALS", "/items/1 TOO_MANY_DECIMALS");
        assertThat(service.head()).isEqualTo(head);
    }

    @Test
    void a_form_that_is_wrong_in_one_item_refuses_the_whole_before_anything_is_decided() {
        String ledger = service.openLedger("open");
        long head = service.head();

        Reply reply = service.post(ledger + "/batches", batch(false, transfer("1.00"), transfer("-1")));

        reply.expectProblem(400, "AMOUNT_NEGATIVE");
        assertThat(reply.violations())
                .containsExactly(
                        "/items/1/postings/0/amount AMOUNT_NEGATIVE", "/items/1/postings/1/amount AMOUNT_NEGATIVE");
        assertThat(service.head()).isEqualTo(head);
    }

    @Test
    void a_thousand_items_are_one_request() {
        String ledger = service.openLedger("open");
        String[] items =
                IntStream.range(0, 1_000).mapToObj(_ -> transfer("0.01")).toArray(String[]::new);

        Reply reply = service.post(ledger + "/batches", batch(false, items));

        JsonNode results = reply.expect(200).json().path("results");
        assertThat(results).hasSize(1_000);
        assertThat(results.at("/999/transaction/balances/0/debits").stringValue())
                .isEqualTo("10.00");
    }

    static String batch(boolean atomic, String... transactions) {
        return Arrays.stream(transactions)
                .map(transaction -> transaction.replaceFirst("\\{", "{\"type\":\"transaction\","))
                .collect(Collectors.joining(",", "{\"atomic\":%s,\"items\":[".formatted(atomic), "]}"));
    }

    private static String statuses(JsonNode results) {
        return results.valueStream()
                .map(result -> result.path("status").stringValue())
                .collect(Collectors.joining(" "));
    }
}
