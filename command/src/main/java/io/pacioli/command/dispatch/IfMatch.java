package io.pacioli.command.dispatch;

import io.pacioli.command.form.Violations;
import io.pacioli.domain.decision.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code If-Match} (RFC 9110): as what a client knows the thing that it wants to change. One ETag, which is a version in
 * quotes ({@code "v7"}), or {@code *} for whatever is there. Read tables that were made anew may follow it with a number of their own
 * ({@code "v7.1"}), which says nothing of the version.
 */
final class IfMatch {

    static final String HEADER = "If-Match";
    static final String ANY = "*";

    private static final Pattern VERSION = Pattern.compile("\"v([1-9][0-9]{0,17})(\\.[1-9][0-9]{0,17})?\"");

    private IfMatch() {}

    /** The header as it was sent, or null where it was not; what is wrong with it is noted. */
    static @Nullable String read(HttpServletRequest request, Violations violations) {
        Enumeration<String> values = request.getHeaders(HEADER);
        if (!values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        if (!values.hasMoreElements()
                && (value.equals(ANY) || VERSION.matcher(value).matches())) {
            return value;
        }
        violations.add(HEADER, ProblemCode.IF_MATCH_MALFORMED, "has to be an ETag such as \"v7\", or *, sent once");
        return null;
    }

    /** The version that is expected, or null for any. */
    static @Nullable Long version(@Nullable String header) {
        if (header == null || header.equals(ANY)) {
            return null;
        }
        int dot = header.indexOf('.');
        return Long.parseLong(header, 2, dot < 0 ? header.length() - 1 : dot, 10);
    }
}
