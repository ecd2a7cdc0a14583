package io.pacioli.infra.web.openapi;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.blackbox.Reply;
import io.pacioli.blackbox.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Does what the description's examples say, one after the other, and holds every answer to what is said of it. */
@TestInstance(Lifecycle.PER_CLASS)
class DescribedAnswersTest {

    static final List<ReadOperation> READS = ReadApi.OPERATIONS;

    /** What the service sends with every answer, whatever was asked for. */
    private static final Set<String> HEADERS_OF_EVERY_ANSWER = Set.of(
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "keep-alive",
            "x-content-type-options");

    private static final Set<String> HEADERS_OF_SOME_ANSWERS = Set.of("idempotency-replayed", "dry-run");

    private final Service service = Service.start();
    private final ServedDescription description = new ServedDescription(service);
    private long written;
    private String transaction = "";
    private String held = "";

    @BeforeAll
    void the_examples_of_posts_are_taken_and_answered_as_described() {
        for (WriteOperation write : WriteApi.OPERATIONS) {
            JsonNode operation = description.operation("POST", write.path());
            JsonNode example = operation.at("/requestBody/content/application~1json/example");
            int status = write.made() ? 201 : 200;

            if (write.path().endsWith("/post") || write.path().endsWith("/void")) {
                held = hold();
            }
            if (write.path().endsWith("/close")) {
                service.post("/v1/ledgers/shop/accounts", "{\"path\":\"assets:spare\",\"type\":\"asset\"}")
                        .expect(201);
            }
            String path = path(write.path());

            Reply dry = service.post(path + "?dryRun=true", example.toString());
            Reply reply = service.post(path, example.toString());

            dry.expect(status);
            assertThat(dry.isDryRun()).isTrue();
            assertThat(description.faults(operation, status, dry.json())).isEmpty();
            reply.expect(status);
            assertThat(description
                            .conformance()
                            .faults(operation.at("/requestBody/content/application~1json/schema"), example))
                    .isEmpty();
            assertAsDescribed(operation, reply);
            assertThat(ServedDescription.fieldNames(reply.json()))
                    .isEqualTo(ServedDescription.fieldNames(ServedDescription.example(operation, status)));
            written = reply.position();
            if (write.path().endsWith("/transactions")) {
                transaction = reply.json().path("id").stringValue();
            }
        }
        // One stays open for whoever lists them.
        hold();
    }

    private String hold() {
        Reply reply = service.post("/v1/ledgers/shop/transactions", """
                {"status":"pending","expiresAt":"2099-02-07T09:33:00Z","description":"Deposit for order 1002","postings":[
                 {"account":"assets:bank","direction":"debit","amount":"20.00","currency":"EUR"},
                 {"account":"liabilities:deposits","direction":"credit","amount":"20.00","currency":"EUR"}]}""").expect(201);
        written = reply.position();
        return reply.json().path("id").stringValue();
    }

    @ParameterizedTest
    @FieldSource("READS")
    void a_get_answers_as_described(ReadOperation read) {
        JsonNode operation = operation(read);

        boolean ordered = described(operation, "query").stream()
                .anyMatch(parameter -> parameter.path("name").stringValue().equals("order"));

        Reply reply = get(read, ordered ? "?order=asc" : "", Map.of());

        reply.expect(200);
        assertAsDescribed(operation, reply);
        assertThat(description.faults(operation, 200, ServedDescription.example(operation, 200)))
                .isEmpty();
        assertThat(ServedDescription.fieldNames(reply.json()))
                .isEqualTo(ServedDescription.fieldNames(ServedDescription.example(operation, 200)));
    }

    @ParameterizedTest
    @FieldSource("READS")
    void the_examples_of_parameters_are_taken(ReadOperation read) {
        JsonNode operation = operation(read);
        for (JsonNode parameter : described(operation, "query")) {
            String name = parameter.path("name").stringValue();
            String example = parameter.path("example").asString();

            Reply reply = get(read, "?" + name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8), Map.of());

            if (name.equals("cursor")) {
                reply.expectProblem(400, "CURSOR_INVALID");
            } else {
                reply.expect(200);
                if (reply.json().has("data")) {
                    assertThat(reply.json().path("data")).as(name).isNotEmpty();
                }
            }
            assertAsDescribed(operation, reply);
        }
    }

    @ParameterizedTest
    @FieldSource("READS")
    void a_parameter_that_is_not_described_is_not_taken(ReadOperation read) {
        JsonNode operation = operation(read);

        Reply reply = get(read, "?colour=red", Map.of());

        reply.expectProblem(400, "PARAMETER_UNKNOWN");
        assertAsDescribed(operation, reply);
        String detail = reply.json().at("/violations/0/detail").stringValue();
        List<String> known = described(operation, "query").stream()
                .map(parameter -> parameter.path("name").stringValue())
                .toList();
        assertThat(detail)
                .isEqualTo(known.isEmpty() ? "is not known here" : "is not one of " + String.join(", ", known));
    }

    @ParameterizedTest
    @FieldSource("READS")
    void what_has_an_etag_is_not_sent_twice(ReadOperation read) {
        JsonNode operation = operation(read);
        Reply first = get(read, "", Map.of()).expect(200);
        boolean tagged = operation.path("responses").has("304");

        assertThat(first.header("ETag").isPresent()).isEqualTo(tagged);
        if (tagged) {
            Reply again =
                    get(read, "", Map.of("If-None-Match", first.header("ETag").orElseThrow()));
            again.expect(304);
            assertHeaders(operation, again);
        }
    }

    @ParameterizedTest
    @FieldSource("READS")
    void refusals_are_described(ReadOperation read) {
        JsonNode operation = operation(read);
        if (!described(operation, "header").stream()
                .filter(header -> header.path("name").stringValue().equals("Ledger-Position"))
                .toList()
                .isEmpty()) {
            assertAsDescribed(
                    operation, get(read, "", Map.of("Ledger-Position", "x")).expectProblem(400, "POSITION_MALFORMED"));
        }
        assertAsDescribed(operation, get(read, "", Map.of("Accept", "text/csv")).expectProblem(406, "NOT_ACCEPTABLE"));
        if (read.path().contains("{ledger}")) {
            String missing = path(read).replace("/shop", "/nobody");
            assertAsDescribed(operation, service.get(missing).expectProblem(404, "LEDGER_NOT_FOUND"));
        }
    }

    @Test
    void a_refused_post_is_described() {
        JsonNode operation = description.operation("POST", "/v1/ledgers");

        assertAsDescribed(operation, service.post("/v1/ledgers", "{}").expectProblem(400, "FIELD_MISSING"));
    }

    private JsonNode operation(ReadOperation read) {
        return description.operation("GET", read.path());
    }

    private List<JsonNode> described(JsonNode operation, String in) {
        return description.parameters(operation).stream()
                .filter(parameter -> parameter.path("in").stringValue().equals(in))
                .toList();
    }

    private Reply get(ReadOperation read, String query, Map<String, String> headers) {
        var request = service.request(path(read) + query);
        if (!headers.containsKey("Ledger-Position")) {
            request.header("Ledger-Position", Long.toString(written));
        }
        headers.forEach(request::header);
        return service.send(request.GET());
    }

    private String path(ReadOperation read) {
        return path(read.path());
    }

    private String path(String template) {
        return template.replace("{ledger}", "shop")
                .replace("{path}", template.matches(".*/(close|reopen)") ? "assets:spare" : "assets:bank")
                .replace("{id}", template.endsWith("/post") || template.endsWith("/void") ? held : transaction);
    }

    private void assertAsDescribed(JsonNode operation, Reply reply) {
        assertThat(operation.path("responses").propertyNames()).contains(Integer.toString(reply.status()));
        assertThat(description.faults(operation, reply.status(), reply.json())).isEmpty();
        assertHeaders(operation, reply);
    }

    /** Every header that is described is sent, but those that only a replay or a dry run has, and with a success no other is. */
    private static void assertHeaders(JsonNode operation, Reply reply) {
        Set<String> described =
                operation
                        .path("responses")
                        .path(Integer.toString(reply.status()))
                        .path("headers")
                        .propertyNames()
                        .stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> !HEADERS_OF_SOME_ANSWERS.contains(name))
                        .collect(toSet());
        Set<String> sent = reply.response().headers().map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(toSet());
        assertThat(sent).containsAll(described);
        if (reply.status() < 400) {
            assertThat(described).containsAll(difference(sent, HEADERS_OF_EVERY_ANSWER));
        }
    }

    private static Set<String> difference(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }
}
