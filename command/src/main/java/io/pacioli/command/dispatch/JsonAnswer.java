package io.pacioli.command.dispatch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Answers a command with the JSON of what it has led to, or would have. */
public final class JsonAnswer {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int SIZE_USUAL = 1_024;

    private JsonAnswer() {}

    /** Answers 201: a thing was made, and is found at the location from now on, unless it was a dry run. */
    public static void created(
            HttpServletResponse response, Answer.Accepted accepted, String location, Consumer<JsonGenerator> body)
            throws IOException {
        if (accepted instanceof Answer.Recorded) {
            response.setHeader("Location", location);
        }
        send(response, HttpServletResponse.SC_CREATED, accepted, body);
    }

    /** Answers 200: something was done, of which the body tells the outcome. */
    public static void done(HttpServletResponse response, Answer.Accepted accepted, Consumer<JsonGenerator> body)
            throws IOException {
        send(response, HttpServletResponse.SC_OK, accepted, body);
    }

    /** Names the state that a change has left of what has versions; nothing in a dry run, which leaves none. */
    public static void tag(HttpServletResponse response, Answer.Accepted accepted, long version) {
        if (accepted instanceof Answer.Recorded) {
            response.setHeader("ETag", "\"v%d\"".formatted(version));
        }
    }

    private static void send(
            HttpServletResponse response, int status, Answer.Accepted accepted, Consumer<JsonGenerator> body)
            throws IOException {
        byte[] bytes = bytes(body);
        response.setStatus(status);
        switch (accepted) {
            case Answer.Recorded recorded -> {
                response.setHeader(
                        "Ledger-Position", Long.toString(recorded.last().position()));
                if (recorded.replayed()) {
                    response.setHeader("Idempotency-Replayed", "true");
                }
            }
            case Answer.DryRun _ -> response.setHeader(Run.HEADER, "true");
        }
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static byte[] bytes(Consumer<JsonGenerator> body) {
        ByteArrayBuilder out = new ByteArrayBuilder(SIZE_USUAL);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            body.accept(json);
        }
        return out.getClearAndRelease();
    }
}
