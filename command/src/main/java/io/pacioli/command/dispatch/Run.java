package io.pacioli.command.dispatch;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.axonframework.messaging.MetaData;

/** Whether what a command leads to takes effect; travels beside it as message metadata. */
public enum Run {
    REAL,

    /** The command is decided like any other, and nothing of it stays. */
    DRY;

    /** The parameter of a POST that asks for a dry run. */
    public static final String PARAMETER = "dryRun";

    /** Marks whatever a dry run is answered with. */
    public static final String HEADER = "Dry-Run";

    private static final String ASKED_FOR = PARAMETER + "=true";

    private static final String METADATA = "dryRun";
    private static final String ATTRIBUTE = "io.pacioli.dryRun";

    /** How the command with these metadata is run. */
    public static Run of(Map<String, ?> metaData) {
        return metaData.containsKey(METADATA) ? DRY : REAL;
    }

    /** These metadata, for a command that is run like this. */
    public MetaData in(MetaData metaData) {
        return this == DRY ? metaData.and(METADATA, true) : metaData;
    }

    /** Notes a dry run with its request, for every part that answers. */
    void putDown(ServletRequest request) {
        if (this == DRY) {
            request.setAttribute(ATTRIBUTE, this);
        }
    }

    /** Whether the request is one for a dry run, be it that it was refused before its parameters were read, or has not even a method. */
    public static boolean isDry(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) == DRY
                || ("POST".equals(request.getMethod()) && ASKED_FOR.equals(request.getQueryString()));
    }
}
