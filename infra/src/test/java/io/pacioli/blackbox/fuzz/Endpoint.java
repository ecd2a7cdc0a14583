package io.pacioli.blackbox.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A method of a path, and what a sound request to it has, all from the examples in the API's description: an endpoint that is new
 * there is under fire at once.
 *
 * @param query its parameters, each with its example
 * @param body the example of its body, or null where it takes none
 */
record Endpoint(
        String method,
        String path,
        Map<String, String> query,
        @Nullable JsonNode body) {

    /** What the service answers beside the API that it describes. */
    private static final List<String> BESIDES = List.of(
            "/",
            "/v1",
            "/error",
            "/nowhere",
            "/docs",
            "/docs/errors",
            "/swagger-ui/index.html",
            "/v3/api-docs",
            "/v3/api-docs/swagger-config",
            "/actuator",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/prometheus",
            "/actuator/env");

    static List<Endpoint> all(JsonNode description) {
        List<Endpoint> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                all.add(of(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue(), description));
            }
        }
        BESIDES.forEach(path -> all.add(new Endpoint("GET", path, Map.of(), null)));
        return all;
    }

    private static Endpoint of(String method, String template, JsonNode operation, JsonNode description) {
        String path = template;
        Map<String, String> query = new TreeMap<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter =
                    description.at(reference.path("$ref").stringValue().substring(1));
            String name = parameter.path("name").stringValue();
            String example = parameter.path("example").asString();
            switch (parameter.path("in").stringValue()) {
                case "path" -> path = path.replace("{" + name + "}", example);
                case "query" -> query.put(name, example);
                default -> {}
            }
        }
        JsonNode body = operation.at("/requestBody/content/application~1json/example");
        return new Endpoint(method, path, query, body.isMissingNode() ? null : body);
    }

    /** Whether a sound request to it changes something. */
    boolean isWrite() {
        return body != null;
    }

    /** A sound request, with some of the parameters that it may have. */
    Draft draft(String key, RandomGenerator random) {
        String parameters = query.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor") && random.nextInt(3) == 0)
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(joining("&"));
        Draft draft = new Draft(method, parameters.isEmpty() ? path : path + "?" + parameters);
        draft.add("Host", "localhost");
        if (body != null) {
            draft.add("Content-Type", "application/json");
            draft.add("Idempotency-Key", key);
            draft.body = body.toString().getBytes(UTF_8);
        }
        draft.announceBody();
        return draft;
    }

    /** The same, with nothing in its body that may be there only once. */
    Endpoint repeatable() {
        return body instanceof ObjectNode object
                ? new Endpoint(method, path, query, object.deepCopy().without("reference"))
                : this;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
