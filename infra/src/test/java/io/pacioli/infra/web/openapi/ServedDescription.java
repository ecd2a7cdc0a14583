package io.pacioli.infra.web.openapi;

import static java.util.stream.Collectors.joining;

import io.pacioli.blackbox.Service;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The description that a service serves, and ways around in it. */
final class ServedDescription {

    private final JsonNode document;
    private final Conformance conformance;

    ServedDescription(Service service) {
        document = service.get("/v3/api-docs").expect(200).json();
        conformance = new Conformance(document);
    }

    JsonNode document() {
        return document;
    }

    Conformance conformance() {
        return conformance;
    }

    /** Every operation by its method and path, such as {@code GET /v1/ledgers}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
        return operations;
    }

    JsonNode operation(String method, String path) {
        return operations().get(method + " " + path);
    }

    /** Its parameters themselves, where it refers to them. */
    List<JsonNode> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(each -> document.at(each.path("$ref").stringValue().substring(1)))
                .toList();
    }

    /** What is wrong with an answer of this status, or with its example. */
    List<String> faults(JsonNode operation, int status, JsonNode body) {
        JsonNode content =
                operation.path("responses").path(Integer.toString(status)).path("content");
        JsonNode media = content.iterator().next();
        return conformance.faults(media.path("schema"), body);
    }

    static JsonNode example(JsonNode operation, int status) {
        return operation.path("responses").path(Integer.toString(status)).at("/content/application~1json/example");
    }

    /** What an answer shows, whatever the values: its fields and those of the first of each list, sorted. */
    static String fieldNames(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() ? "[]" : "[" + fieldNames(value.get(0)) + "]";
        }
        return value.properties().stream()
                .map(field -> field.getKey() + fieldNames(field.getValue()))
                .sorted()
                .collect(joining(" "));
    }
}
