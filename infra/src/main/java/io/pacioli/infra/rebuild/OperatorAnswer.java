package io.pacioli.infra.rebuild;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Answers an operator with JSON, which is right for the moment and for no position of the journal. */
final class OperatorAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private OperatorAnswer() {}

    static void send(HttpServletResponse response, int status, Consumer<JsonGenerator> body) throws IOException {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            body.accept(json);
        }
        byte[] bytes = out.getClearAndRelease();
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
