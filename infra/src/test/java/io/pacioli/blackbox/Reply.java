package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Reply(int status, HttpResponse<String> response) {

    Reply(HttpResponse<String> response) {
        this(response.statusCode(), response);
    }

    public String body() {
        return response.body();
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body());
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The position of the last event that the request led to. */
    public long position() {
        return Long.parseLong(header("Ledger-Position").orElseThrow());
    }

    public boolean isReplayed() {
        return header("Idempotency-Replayed").isPresent();
    }

    public boolean isDryRun() {
        return header("Dry-Run").isPresent();
    }

    /** The code of the problem. */
    public String code() {
        return json().path("code").asString("");
    }

    /** The violations of the problem, each as {@code pointer CODE}. */
    public List<String> violations() {
        return StreamSupport.stream(json().path("violations").spliterator(), false)
                .map(each -> each.path("pointer").stringValue() + " "
                        + each.path("code").stringValue())
                .toList();
    }

    /** This reply, once it is sure that it has the status. */
    public Reply expect(int expected) {
        assertThat(status).as(body()).isEqualTo(expected);
        return this;
    }

    /** This reply, once it is sure that it is a well-formed problem of the status and the code. */
    public Reply expectProblem(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type")).contains("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").stringValue()).as(body()).isEqualTo(code);
        assertThat(problem.path("status").intValue()).isEqualTo(expected);
        assertThat(problem.path("type").stringValue()).isEqualTo("/docs/errors#" + code);
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.path("detail").stringValue()).isNotBlank();
        assertThat(problem.path("traceId").stringValue()).matches("[0-9a-f]{32}");
        return this;
    }
}
