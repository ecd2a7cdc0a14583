package io.pacioli.query.request;

import io.pacioli.domain.decision.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** Where a stream of events goes on that was interrupted: browsers name the id of the last event by themselves. */
public final class LastEventId {

    private static final String HEADER = "Last-Event-ID";

    private LastEventId() {}

    /** The journal number that the header names, or that one where it does not come. */
    public static long in(HttpServletRequest request, long otherwise) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return otherwise;
        }
        if (values.size() > 1
                || !Parameters.JOURNAL_NUMBER.matcher(values.getFirst()).matches()) {
            throw Violations.refusal(
                    HEADER,
                    ProblemCode.PARAMETER_MALFORMED,
                    "has to be the id of one event, such as the stream carried");
        }
        return Long.parseLong(values.getFirst());
    }
}
