package io.pacioli.command.dispatch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Answers a command with the JSON of what was recorded. */
public final class JsonAnswer {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int SIZE_USUAL = 1_024;

    private JsonAnswer() {}

    /** Answers 201: a thing was made, and is found at the location from now on. */
    public static void created(
            HttpServletResponse response, Answer.Recorded recorded, String location, Consumer<JsonGenerator> body)
            throws IOException {
        response.setHeader("Location", location);
        send(response, HttpServletResponse.SC_CREATED, recorded, body);
    }

    /** Answers 200: something was done, of which the body tells the outcome. */
    public static void done(HttpServletResponse response, Answer.Recorded recorded, Consumer<JsonGenerator> body)
            throws IOException {
        send(response, HttpServletResponse.SC_OK, recorded, body);
    }

    private static void send(
            HttpServletResponse response, int status, Answer.Recorded recorded, Consumer<JsonGenerator> body)
            throws IOException {
        byte[] bytes = bytes(body);
        response.setStatus(status);
        response.setHeader("Ledger-Position", Long.toString(recorded.last().position()));
        if (recorded.replayed()) {
            response.setHeader("Idempotency-Replayed", "true");
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
