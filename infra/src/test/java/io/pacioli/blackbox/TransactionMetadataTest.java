package io.pacioli.blackbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TransactionMetadataTest {

    private static final String SALE = """
            {"description":"Order 1001","metadata":{"channel":"web","clerk":"Ada"},"postings":[
             {"account":"assets:cash","direction":"debit","amount":"12.30","currency":"EUR"},
             {"account":"income:sales","direction":"credit","amount":"12.30","currency":"EUR"}]}""";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    private String sale(String key) {
        return ledger + "/transactions/"
                + service.post(ledger + "/transactions", key, SALE)
                        .expect(201)
                        .json()
                        .path("id")
                        .stringValue();
    }

    private String sale() {
        return sale(Service.freshKey());
    }

    private Reply read(String path) {
        return service.send(service.request(path)
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
    }

    private JsonNode metadata(String transaction) {
        return read(transaction).expect(200).json().path("metadata");
    }

    @Test
    void a_transaction_is_shown_with_its_present_metadata_and_the_journal_keeps_all_of_them() {
        String sale = sale();

        Reply reply = service.post(
                sale + "/metadata", "{\"merge\":{\"payout\":\"2026-03\",\"channel\":\"shop\"},\"delete\":[\"clerk\"]}");

        reply.expect(200);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.json().path("transaction").stringValue()).isEqualTo(sale.substring(sale.lastIndexOf('/') + 1));
        assertThat(reply.json().path("metadata").toString()).isEqualTo("{\"channel\":\"shop\",\"payout\":\"2026-03\"}");
        assertThat(reply.json().path("position").longValue()).isEqualTo(reply.position());
        JsonNode shown = read(sale).json();
        assertThat(shown.path("metadata")).isEqualTo(reply.json().path("metadata"));
        assertThat(shown.path("description").stringValue()).isEqualTo("Order 1001");
        assertThat(shown.path("status").stringValue()).isEqualTo("posted");

        JsonNode events = read(ledger + "/events?limit=1000").json().path("data");
        JsonNode first = events.get(events.size() - 2);
        JsonNode last = events.get(events.size() - 1);
        assertThat(first.at("/erasable/metadata/clerk").stringValue()).isEqualTo("Ada");
        assertThat(last.path("type").stringValue()).isEqualTo("transaction-metadata-changed");
        assertThat(last.path("payload").propertyNames()).containsExactly("transaction");
        assertThat(last.at("/erasable/deleted/0").stringValue()).isEqualTo("clerk");
        assertThat(last.at("/erasable/merged/payout").stringValue()).isEqualTo("2026-03");
    }

    @Test
    void a_list_shows_the_present_metadata_of_each_transaction() {
        String changed = sale();
        sale();
        service.post(changed + "/metadata", "{\"delete\":[\"channel\",\"clerk\"]}")
                .expect(200);

        List<String> shown = read(ledger + "/transactions?order=asc")
                .json()
                .path("data")
                .valueStream()
                .map(transaction -> transaction.path("metadata").toString())
                .toList();

        assertThat(shown).containsExactly("{}", "{\"channel\":\"web\",\"clerk\":\"Ada\"}");
    }

    @Test
    void a_reversal_and_metadata_are_shown_together() {
        String sale = sale();
        service.post(sale + "/metadata", "{\"merge\":{\"a\":\"1\"}}").expect(200);
        service.post(sale + "/reverse", "{}").expect(201);
        service.post(sale + "/metadata", "{\"merge\":{\"a\":\"2\"}}").expect(200);

        JsonNode shown = read(sale).json();

        assertThat(shown.path("status").stringValue()).isEqualTo("reversed");
        assertThat(shown.path("reversedBy").size()).isEqualTo(1);
        assertThat(shown.at("/metadata/a").stringValue()).isEqualTo("2");
    }

    @Test
    void what_is_asked_for_again_with_its_key_happens_once() {
        String key = Service.freshKey();
        String postKey = Service.freshKey();
        String sale = sale(postKey);

        Reply first = service.post(sale + "/metadata", key, "{\"merge\":{\"a\":\"1\"}}")
                .expect(200);
        service.post(sale + "/metadata", "{\"merge\":{\"a\":\"2\"}}").expect(200);
        Reply again = service.post(sale + "/metadata", key, "{\"merge\":{\"a\":\"1\"}}")
                .expect(200);

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(metadata(sale).path("a").stringValue()).isEqualTo("2");
        service.post(sale + "/metadata", key, "{\"merge\":{\"a\":\"3\"}}").expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(service.post(ledger + "/transactions", postKey, SALE)
                        .json()
                        .at("/metadata/clerk")
                        .stringValue())
                .as("the first answer again")
                .isEqualTo("Ada");
    }

    @Test
    void an_etag_changes_with_the_metadata() {
        String sale = sale();
        String before = read(sale).header("ETag").orElseThrow();

        service.post(sale + "/metadata", "{\"merge\":{\"a\":\"1\"}}").expect(200);

        assertThat(read(sale).header("ETag").orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void there_are_no_more_than_64_pairs() {
        String sale = sale();
        String pairs =
                IntStream.range(0, 62).mapToObj("\"k%d\":\"\""::formatted).collect(joining(",", "{", "}"));
        service.post(sale + "/metadata", "{\"merge\":" + pairs + "}").expect(200);

        Reply full = service.post(sale + "/metadata", "{\"merge\":{\"one\":\"more\"}}");

        full.expectProblem(422, "METADATA_FULL");
        assertThat(full.violations()).containsExactly("/merge METADATA_FULL");
        service.post(sale + "/metadata", "{\"merge\":{\"one\":\"more\"},\"delete\":[\"k0\"]}")
                .expect(200);
        assertThat(metadata(sale).size()).isEqualTo(64);
    }

    @Test
    void what_is_not_there_or_not_well_said_is_refused() {
        String nowhere = ledger + "/transactions/" + UUID.randomUUID() + "/metadata";
        String sound = "{\"merge\":{\"a\":\"1\"}}";

        service.post(nowhere, sound).expectProblem(404, "TRANSACTION_NOT_FOUND");
        service.post("/v1/ledgers/nobody/transactions/" + UUID.randomUUID() + "/metadata", sound)
                .expectProblem(404, "LEDGER_NOT_FOUND");
        service.post(ledger + "/transactions/7/metadata", sound).expectProblem(400, "TRANSACTION_ID_MALFORMED");
        service.post(nowhere, "{}").expectProblem(400, "FIELD_MISSING");
        service.post(nowhere, "{\"merge\":{\"a\":\"1\"},\"delete\":[\"a\"]}")
                .expectProblem(400, "METADATA_KEY_CONTRADICTED");
        service.post(nowhere, "{\"metadata\":{\"a\":\"1\"}}").expectProblem(400, "FIELD_UNKNOWN");
        service.post(nowhere, "").expectProblem(400, "BODY_EMPTY");
        assertThat(service.get(nowhere).status()).isEqualTo(405);
    }
}
