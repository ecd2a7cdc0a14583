package io.pacioli.infra.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.blackbox.Service;
import io.pacioli.domain.decision.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDescriptionTest {

    private static final Service SERVICE = Service.shared();

    private static ServedDescription description;

    @BeforeAll
    static void read() {
        description = new ServedDescription(SERVICE);
    }

    @Test
    void every_route_is_described_and_every_described_route_is_there() {
        List<String> described = Stream.of(
                        ReadApi.OPERATIONS.stream().map(operation -> "GET " + operation.path()),
                        WriteApi.OPERATIONS.stream().map(operation -> "POST " + operation.path()),
                        OperatorApi.OPERATIONS.stream().map(operation -> operation.method() + " " + operation.path()))
                .flatMap(each -> each)
                .toList();

        assertThat(SERVICE.routes("/v1/")).containsExactlyInAnyOrderElementsOf(described);
        assertThat(description.operations().keySet()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void every_operation_says_what_it_does_takes_and_answers() {
        assertThat(description.operations()).allSatisfy((route, operation) -> {
            assertThat(operation.path("summary").stringValue()).isNotBlank();
            assertThat(operation.path("description").stringValue()).endsWith(".");
            assertThat(operation.path("operationId").stringValue()).matches("[a-z]+[A-Z][A-Za-z]+");
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(description.parameters(operation)).allSatisfy(parameter -> {
                assertThat(parameter.path("description").stringValue()).isNotBlank();
                assertThat(parameter.path("schema").path("description").stringValue())
                        .isNotBlank();
                assertThat(description.conformance().faultsInline(parameter.path("schema"), parameter.path("example")))
                        .as(parameter.toString())
                        .isEmpty();
            });
            assertThat(operation.path("responses").properties()).allSatisfy(response -> {
                assertThat(response.getValue().path("description").stringValue())
                        .isNotBlank();
                assertThat(response.getValue().path("content").propertyNames())
                        .containsExactlyElementsOf(mediaTypes(response.getKey()));
            });
        });
    }

    private static List<String> mediaTypes(String status) {
        return switch (status.charAt(0)) {
            case '2' -> List.of("application/json");
            case '3' -> List.of();
            default -> List.of("application/problem+json");
        };
    }

    @Test
    void every_field_of_an_answer_or_a_request_is_described() {
        description.document().at("/components/schemas").properties().stream()
                .filter(schema -> !Set.of(
                                        RequestSchemas.VOID_HOLD,
                                        RequestSchemas.UNFREEZE_ACCOUNT,
                                        RequestSchemas.CLOSE_ACCOUNT,
                                        RequestSchemas.REOPEN_ACCOUNT,
                                        OperatorSchemas.NOTHING)
                                .contains(schema.getKey())
                        && !schema.getValue().has("oneOf"))
                .forEach(schema -> assertThat(
                                schema.getValue().path("properties").properties())
                        .as(schema.getKey())
                        .isNotEmpty()
                        .allSatisfy(field -> assertThat(field.getValue().has("$ref")
                                        || field.getValue().has("description"))
                                .isTrue()));
    }

    @Test
    void every_reference_leads_somewhere_and_nothing_is_there_for_nobody() {
        JsonNode document = description.document();
        List<String> references = document.findValuesAsString("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        document.path("components")
                .properties()
                .forEach(kind -> assertThat(references)
                        .containsAll(kind.getValue().propertyNames().stream()
                                .map(name -> "#/components/%s/%s".formatted(kind.getKey(), name))
                                .toList()));
    }

    @Test
    void every_code_is_described() {
        assertThat(description.document().at("/components/schemas/Problem/properties/code/enum"))
                .hasSize(ProblemCode.values().length);
    }

    @Test
    void people_are_shown_the_description() {
        assertThat(SERVICE.get("/docs").header("Location")).hasValue("/swagger-ui/index.html");
        SERVICE.get("/swagger-ui/index.html").expect(200);
        assertThat(SERVICE.get("/v3/api-docs/swagger-config")
                        .expect(200)
                        .json()
                        .path("url")
                        .stringValue())
                .isEqualTo("/v3/api-docs");
    }
}
