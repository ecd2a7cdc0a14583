package io.pacioli.query.request;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.deployment.Deployment;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.query.Availability;
import io.pacioli.query.QuerySettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Has a query see what its client has written: with {@code Ledger-Position} it waits until the read tables are there, within a
 * limit. A position that nobody can have been given is refused at once.
 */
@Component
public class WantedPosition {

    public static final String HEADER = "Ledger-Position";

    private static final Pattern FORM = Pattern.compile("0|[1-9]\\d{0,17}");

    private final AppliedPosition applied;
    private final Deployment deployment;
    private final Journal journal;
    private final Duration waitMax;

    WantedPosition(AppliedPosition applied, Deployment deployment, Journal journal, QuerySettings settings) {
        this.applied = applied;
        this.deployment = deployment;
        this.journal = journal;
        this.waitMax = settings.waitMax();
    }

    /** Returns when the read tables have what the request wants to see. */
    public void await(HttpServletRequest request) {
        await(request, 0);
    }

    /** As {@link #await(HttpServletRequest)}, and when they have what was recorded up to a position. */
    public void await(HttpServletRequest request, long position) {
        long wanted = Math.max(in(request), position);
        if (wanted <= applied.get()) {
            return;
        }
        requireBuilt();
        requireRecorded(wanted);
        switch (waitFor(wanted)) {
            case REACHED -> {}
            case TIMED_OUT ->
                throw new RequestRefused(
                        ProblemCode.POSITION_NOT_REACHED,
                        "Position %d was not there to be read within %d ms; position %d was."
                                .formatted(wanted, waitMax.toMillis(), applied.get()));
            case TOO_MANY_WAITING ->
                throw new RequestRefused(
                        ProblemCode.QUERY_UNAVAILABLE,
                        "%,d requests wait for a position already.".formatted(AppliedPosition.WAITING_MAX));
        }
    }

    /** Only refuses a position that is not there, for queries that read the journal itself. */
    public void require(HttpServletRequest request) {
        long wanted = in(request);
        if (wanted > applied.get()) {
            requireRecorded(wanted);
        }
    }

    /** What is not read yet is not waited for. */
    private void requireBuilt() {
        Availability.orUnavailable(() -> {
            deployment.requireBuilt();
            return true;
        });
    }

    private void requireRecorded(long wanted) {
        long head = Availability.orUnavailable(journal::head);
        if (wanted > head) {
            throw new RequestRefused(
                    ProblemCode.POSITION_AHEAD,
                    "%s is %d, and the last position is %d.".formatted(HEADER, wanted, head));
        }
    }

    private AppliedPosition.Wait waitFor(long wanted) {
        try {
            return applied.await(wanted, waitMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(ProblemCode.SHUTTING_DOWN, "The service is stopping.");
        }
    }

    private static long in(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            return 0;
        }
        if (headers.size() > 1 || !FORM.matcher(headers.getFirst()).matches()) {
            throw Violations.refusal(
                    HEADER, ProblemCode.POSITION_MALFORMED, "has to be one number, such as an answer carried");
        }
        return Long.parseLong(headers.getFirst());
    }
}
