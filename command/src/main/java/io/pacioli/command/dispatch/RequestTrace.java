package io.pacioli.command.dispatch;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** The W3C trace id of a request, which whoever takes the request in puts down, and every part that answers reads. */
public final class RequestTrace {

    private static final String ATTRIBUTE = "io.pacioli.traceId";

    private RequestTrace() {}

    public static void putDown(ServletRequest request, String traceId) {
        request.setAttribute(ATTRIBUTE, traceId);
    }

    /** 32 lower-case hexadecimal digits, or null where nobody has put them down. */
    public static @Nullable String of(ServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }
}
