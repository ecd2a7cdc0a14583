package io.pacioli.infra.cli.importing;

import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service answered.
 *
 * @param json the body; an empty object where it is not JSON
 * @param replayed whether the request had been answered before, and nothing was executed now
 */
record Reply(int status, JsonNode json, boolean replayed) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Reply of(HttpResponse<byte[]> response) {
        boolean replayed = response.headers()
                .firstValue("Idempotency-Replayed")
                .map("true"::equals)
                .orElse(false);
        return new Reply(response.statusCode(), json(response.body()), replayed);
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** The problem's code, or the status where a stranger answered. */
    String code() {
        return json.path("code").asString("HTTP " + status);
    }

    boolean isProblem(String code) {
        return !isOk() && code().equals(code);
    }

    /** What is wrong, with the fields that are. */
    String detail() {
        return Problems.describe(json, "The service answered with status %d.".formatted(status));
    }
}
