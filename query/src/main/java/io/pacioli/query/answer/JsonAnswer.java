package io.pacioli.query.answer;

import io.pacioli.query.request.Page;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Answers a query with JSON, and says for which position in the journal it is the answer. */
public final class JsonAnswer {

    /** Part of every ETag: another form of an answer is another answer. */
    private static final String FORM = "1";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int SIZE_USUAL = 1_024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    public JsonAnswer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    public void send(long position, Consumer<JsonGenerator> body) throws IOException {
        response.setHeader(WantedPosition.HEADER, Long.toString(position));
        byte[] bytes = bytes(body);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    public <T> void send(long position, Page<T> page, BiConsumer<JsonGenerator, T> item) throws IOException {
        send(position, json -> {}, page, item);
    }

    /** @param head what the page says beside its items */
    public <T> void send(long position, Consumer<JsonGenerator> head, Page<T> page, BiConsumer<JsonGenerator, T> item)
            throws IOException {
        send(position, json -> {
            json.writeStartObject();
            head.accept(json);
            json.writeArrayPropertyStart("data");
            page.items().forEach(each -> item.accept(json, each));
            json.writeEndArray();
            if (page.next() == null) {
                json.writeNullProperty("next");
            } else {
                json.writeStringProperty("next", page.next());
            }
            json.writeEndObject();
        });
    }

    /**
     * Whether the client has the answer already, and has been told so with a 304.
     *
     * @param changedAt the last event that changed what is asked for, which names its state
     */
    public boolean isKnown(long position, long changedAt) {
        return isKnownAs(position, "%s-%d".formatted(FORM, changedAt));
    }

    /**
     * As {@link #isKnown} of something whose states are numbered, each change being the next.
     *
     * @param version the number, by which a client may also name the state that it wants to change
     * @param reading which reading of the journal says so
     */
    public boolean isKnownVersion(long position, long version, long reading) {
        return isKnownAs(position, reading == 0 ? "v" + version : "v" + version + "." + reading);
    }

    private boolean isKnownAs(long position, String state) {
        response.setHeader(WantedPosition.HEADER, Long.toString(position));
        response.setHeader("Cache-Control", "private, no-cache");
        return new ServletWebRequest(request, response).checkNotModified("\"%s\"".formatted(state));
    }

    /** A document in UTF-8. */
    public static byte[] bytes(Consumer<JsonGenerator> body) {
        ByteArrayBuilder out = new ByteArrayBuilder(SIZE_USUAL);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            body.accept(json);
        }
        return out.getClearAndRelease();
    }
}
