package io.pacioli.command.dispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.command.form.Violations;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.message.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a POST say about it.
 *
 * @param idempotencyKey 1 to {@value #KEY_LENGTH_MAX} visible ASCII characters; empty where it has been refused
 * @param actor 1 to {@value #ACTOR_LENGTH_MAX} characters of text
 */
public record RequestHeaders(String idempotencyKey, String actor) {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String ACTOR = "Pacioli-Actor";
    public static final int KEY_LENGTH_MAX = 255;
    public static final int ACTOR_LENGTH_MAX = 128;

    static RequestHeaders read(HttpServletRequest request, Violations violations) {
        refuseEncoded(request, violations);
        return new RequestHeaders(idempotencyKey(request, violations), actor(request, violations));
    }

    private static String idempotencyKey(HttpServletRequest request, Violations violations) {
        Enumeration<String> values = request.getHeaders(IDEMPOTENCY_KEY);
        if (!values.hasMoreElements()) {
            violations.add(IDEMPOTENCY_KEY, ProblemCode.IDEMPOTENCY_KEY_MISSING, "is required on every POST");
            return "";
        }
        String key = values.nextElement();
        if (values.hasMoreElements()) {
            violations.add(IDEMPOTENCY_KEY, ProblemCode.IDEMPOTENCY_KEY_REPEATED, "was sent more than once");
        } else if (key.length() > KEY_LENGTH_MAX) {
            violations.add(IDEMPOTENCY_KEY, ProblemCode.IDEMPOTENCY_KEY_TOO_LONG, "may have at most 255 characters");
        } else if (key.isEmpty() || !isVisibleAscii(key)) {
            violations.add(
                    IDEMPOTENCY_KEY, ProblemCode.IDEMPOTENCY_KEY_MALFORMED, "has to be visible ASCII without blanks");
        } else {
            return key;
        }
        return "";
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String actor(HttpServletRequest request, Violations violations) {
        Enumeration<String> values = request.getHeaders(ACTOR);
        if (!values.hasMoreElements()) {
            return RequestIdentity.ANONYMOUS;
        }
        String actor = asUtf8(values.nextElement());
        if (values.hasMoreElements()
                || actor == null
                || !Text.isWellFormed(actor)
                || !Text.isWithin(actor, 1, ACTOR_LENGTH_MAX)) {
            violations.add(ACTOR, ProblemCode.ACTOR_MALFORMED, "has to be 1 to 128 characters of text, sent once");
            return RequestIdentity.ANONYMOUS;
        }
        return actor;
    }

    /** The container reads a header as Latin-1, whatever it was sent as; we take it for UTF-8, or not at all. */
    private static @Nullable String asUtf8(String header) {
        byte[] bytes = header.getBytes(ISO_8859_1);
        String text = new String(bytes, UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : null;
    }

    private static void refuseEncoded(HttpServletRequest request, Violations violations) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            violations.add("Content-Encoding", ProblemCode.CONTENT_ENCODING_UNSUPPORTED, "has to be left out");
        }
    }
}
