package io.pacioli.command.form;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request: one JSON object, of which a form may be read, and whose canonical form names the request. */
public final class SubmittedForm {

    private final @Nullable JsonNode body;
    private final @Nullable Form form;
    private final Violations violations;

    private SubmittedForm(@Nullable JsonNode body, Violations violations) {
        this.body = body;
        this.form = body == null ? null : Form.of(body, violations);
        this.violations = violations;
    }

    /**
     * Reads a body; what is wrong with its JSON is noted.
     *
     * @throws io.pacioli.domain.decision.RequestRefused when it is too large or does not arrive
     */
    public static SubmittedForm of(HttpServletRequest request, BodyLimits limits, Violations violations) {
        return of(RequestBody.read(request, limits.bytesMax()), limits, violations);
    }

    static SubmittedForm of(byte[] bytes, BodyLimits limits, Violations violations) {
        return new SubmittedForm(JsonReader.read(bytes, limits.valuesMax(), violations), violations);
    }

    /**
     * What the reader makes of the form.
     *
     * @param reader gives null only where it has noted what is wrong
     * @throws io.pacioli.domain.decision.RequestRefused with everything that has been noted about the request, if anything
     */
    public <T> T read(Function<Form, @Nullable T> reader) {
        T value = form == null ? null : reader.apply(form);
        violations.refuseIfAny();
        if (value == null) {
            throw new IllegalStateException("a form was not read, and nothing was wrong with it");
        }
        return value;
    }

    /** The bytes of RFC 8785; only of a form that has been read. */
    public byte[] canonical() {
        if (body == null) {
            throw new IllegalStateException("nothing has been read");
        }
        return CanonicalJson.of(body);
    }
}
