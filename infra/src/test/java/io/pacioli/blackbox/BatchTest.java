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

    private static final String HOLD = "019876a0-1c2b-7abc-8def-0123456789ab";
    private static final String MIXED = """
            {"atomic":true,"items":[
              {"type":"account","path":"assets:cash","accountType":"asset","name":"Cash"},
              {"type":"account","path":"income:sales","accountType":"income"},
              {"type":"transaction","id":"%1$s","status":"pending","dependsOn":[0,1],"postings":[
                {"account":"assets:cash","direction":"debit","amount":"5.00","currency":"EUR"},
                {"account":"income:sales","direction":"credit","amount":"5.00","currency":"EUR"}]},
              {"type":"post","transaction":"%1$s","postings":[
                {"account":"assets:cash","direction":"debit","amount":"3.00","currency":"EUR"},
                {"account":"income:sales","direction":"credit","amount":"3.00","currency":"EUR"}]},
              {"type":"metadata","transaction":"%1$s","merge":{"clerk":"7"}},
              {"type":"metadata","transaction":"%1$s","merge":{"clerk":"8"}},
              {"type":"reverse","transaction":"%1$s","dependsOn":[3],"reference":"back"}]}""".formatted(HOLD);

    @Test
    void items_of_every_kind_stand_in_one_batch_and_a_replay_tells_the_same() {
        String ledger = service.openLedger("strict");

        Reply dry = service.post(ledger + "/batches?dryRun=true", MIXED);
        Reply reply = service.post(ledger + "/batches", "mixed" + ledger, MIXED);

        JsonNode results = reply.expect(200).json().path("results");
        assertThat(words(results, "type")).isEqualTo("account account transaction post metadata metadata reverse");
        assertThat(statuses(results)).isEqualTo("opened opened pending posted changed changed reversed");
        assertThat(results.at("/0/account/name").stringValue()).isEqualTo("Cash");
        assertThat(results.at("/2/transaction/status").stringValue()).isEqualTo("pending");
        assertThat(results.at("/3/hold/postings/0/amount").stringValue()).isEqualTo("3.00");
        assertThat(results.at("/4/metadata/metadata/clerk").stringValue()).isEqualTo("7");
        assertThat(results.at("/5/metadata/metadata/clerk").stringValue()).isEqualTo("8");
        assertThat(results.at("/6/transaction/reverses").stringValue()).isEqualTo(HOLD);
        assertThat(statuses(dry.expect(200).json().path("results"))).isEqualTo(statuses(results));
        assertThat(dry.json().findValues("position")).isEmpty();
        JsonNode read = service.send(service.request(ledger + "/transactions/" + HOLD)
                        .header("Ledger-Position", Long.toString(reply.position()))
                        .GET())
                .expect(200)
                .json();
        assertThat(read.path("status").stringValue()).isEqualTo("reversed");
        assertThat(read.at("/metadata/clerk").stringValue()).isEqualTo("8");

        Reply again = service.post(ledger + "/batches", "mixed" + ledger, MIXED);
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(reply.body());
    }

    @Test
    void an_atomic_batch_whose_last_item_is_rejected_undoes_items_of_every_kind() {
        String ledger = service.openLedger("strict");
        long head = service.head();
        String bad = MIXED.replace(
                "\"reference\":\"back\"}]",
                "\"reference\":\"back\"},{\"type\":\"void\",\"transaction\":\"" + HOLD + "\"}]");

        Reply reply = service.post(ledger + "/batches", bad);

        reply.expectProblem(422, "BATCH_REJECTED");
        assertThat(reply.violations()).containsExactly("/items/7 HOLD_POSTED");
        assertThat(service.head()).isEqualTo(head);
        service.post(ledger + "/batches", MIXED).expect(200);
    }

    @Test
    void an_item_that_depends_on_a_rejected_one_is_skipped_and_says_so() {
        String ledger = service.openLedger("open");
        String body = """
                {"atomic":false,"items":[
                  {"type":"void","transaction":"%1$s"},
                  {"type":"account","dependsOn":[0],"path":"assets:bank","accountType":"asset"},
                  {"type":"metadata","dependsOn":[1,0],"transaction":"%1$s","merge":{"a":"1"}},
                  {"type":"account","path":"assets:bank","accountType":"asset"},
                  {"type":"reverse","dependsOn":[3,1],"transaction":"%1$s"}]}""".formatted(HOLD);

        Reply reply = service.post(ledger + "/batches", "depending" + ledger, body);

        JsonNode results = reply.expect(200).json().path("results");
        assertThat(words(results, "type")).isEqualTo("void account metadata account reverse");
        assertThat(statuses(results)).isEqualTo("rejected skipped skipped opened skipped");
        assertThat(results.at("/0/problem/code").stringValue()).isEqualTo("TRANSACTION_NOT_FOUND");
        assertThat(results.at("/1/waitedFor").toString()).isEqualTo("[0]");
        assertThat(results.at("/2/waitedFor").toString()).isEqualTo("[1,0]");
        assertThat(results.at("/4/waitedFor").toString()).isEqualTo("[1]");
        assertThat(service.post(ledger + "/batches", "depending" + ledger, body).body())
                .isEqualTo(reply.body());
    }

    @Test
    void an_item_cannot_depend_on_itself_or_a_later_one() {
        String ledger = service.openLedger("open");

        Reply reply = service.post(
                ledger + "/batches",
                "{\"atomic\":false,\"items\":[{\"type\":\"void\",\"dependsOn\":[0,1],\"transaction\":\"" + HOLD
                        + "\"}]}");

        reply.expectProblem(400, "DEPENDENCY_NOT_EARLIER");
        assertThat(reply.violations())
                .containsExactly(
                        "/items/0/dependsOn/0 DEPENDENCY_NOT_EARLIER", "/items/0/dependsOn/1 DEPENDENCY_NOT_EARLIER");
    }

    static String batch(boolean atomic, String... transactions) {
        return Arrays.stream(transactions)
                .map(transaction -> transaction.replaceFirst("\\{", "{\"type\":\"transaction\","))
                .collect(Collectors.joining(",", "{\"atomic\":%s,\"items\":[".formatted(atomic), "]}"));
    }

    private static String statuses(JsonNode results) {
        return words(results, "status");
    }

    private static String words(JsonNode results, String field) {
        return results.valueStream()
                .map(result -> result.path(field).stringValue())
                .collect(Collectors.joining(" "));
    }
}
