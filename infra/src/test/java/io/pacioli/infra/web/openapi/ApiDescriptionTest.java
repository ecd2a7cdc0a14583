package io.pacioli.infra.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.blackbox.Reply;
import io.pacioli.blackbox.Service;
import io.pacioli.domain.decision.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

class ApiDescriptionTest {

    static final List<WriteOperation> OPERATIONS = WriteApi.OPERATIONS;

    private static final Service SERVICE = Service.shared();

    private static JsonNode document;

    @BeforeAll
    static void read() {
        document = SERVICE.get("/v3/api-docs").expect(200).json();
    }

    @Test
    void every_post_of_the_api_is_described() {
        List<String> posts = document.path("paths").properties().stream()
                .filter(path -> path.getValue().has("post"))
                .map(path -> path.getKey())
                .toList();

        assertThat(posts)
                .containsExactlyInAnyOrderElementsOf(
                        OPERATIONS.stream().map(WriteOperation::path).toList());
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void every_code_is_described() {
        assertThat(document.at("/components/schemas/Problem/properties/code/enum"))
                .hasSize(ProblemCode.values().length);
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void the_examples_are_what_the_schemas_say(WriteOperation operation) {
        JsonNode post = post(operation);

        assertThat(faults(post.at("/requestBody/content/application~1json"))).isEmpty();
        assertThat(faults(success(post))).isEmpty();
    }

    @Test
    void the_service_takes_the_examples_and_answers_as_described() {
        String ledger = SERVICE.openLedger("open");
        for (WriteOperation operation : OPERATIONS) {
            JsonNode post = post(operation);
            String example =
                    post.at("/requestBody/content/application~1json/example").toString();

            Reply reply = operation.path().equals("/v1/ledgers")
                    ? SERVICE.post(
                            operation.path(), example.replace("\"shop\"", "\"%s-2\"".formatted(ledger.substring(12))))
                    : SERVICE.post(
                            operation.path().replace("/v1/ledgers/{ledger}", ledger), example.replace("BTC", "SAT"));

            reply.expect(operation.made() ? 201 : 200);
            assertThat(Conformance.faults(document, success(post).path("schema"), reply.json()))
                    .isEmpty();
            assertThat(fieldNames(reply.json()))
                    .isEqualTo(fieldNames(success(post).path("example")));
        }
    }

    @Test
    void a_problem_is_answered_as_described() {
        Reply reply = SERVICE.post("/v1/ledgers", "{}").expectProblem(400, "FIELD_MISSING");

        assertThat(Conformance.faults(document, document.at("/components/schemas/Problem"), reply.json()))
                .isEmpty();
    }

    private static JsonNode post(WriteOperation operation) {
        return document.path("paths").path(operation.path()).path("post");
    }

    private static JsonNode success(JsonNode post) {
        JsonNode responses = post.path("responses");
        return (responses.has("201") ? responses.path("201") : responses.path("200")).at("/content/application~1json");
    }

    private static List<String> faults(JsonNode media) {
        return Conformance.faults(document, media.path("schema"), media.path("example"));
    }

    /** What an answer shows, whatever the values: its fields and those of the first of each list, in their order. */
    private static String fieldNames(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() ? "[]" : "[" + fieldNames(value.get(0)) + "]";
        }
        StringBuilder names = new StringBuilder();
        value.properties()
                .forEach(field -> names.append(field.getKey())
                        .append(fieldNames(field.getValue()))
                        .append(' '));
        return names.toString();
    }
}
