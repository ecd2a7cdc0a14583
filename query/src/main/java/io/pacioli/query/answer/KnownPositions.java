package io.pacioli.query.answer;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.Availability;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the position that {@code knownAt} stands for, and has the query wait until the read tables are there.
 *
 * <p>What is ahead of the journal is refused: whatever was answered now would be another answer later. That goes for every moment after
 * the last event of the installation, be it past, as an event that is being decided may still be recorded then.
 */
@Component
public class KnownPositions {

    private static final String NAME = "knownAt";

    private final WantedPosition wanted;
    private final Journal journal;

    KnownPositions(WantedPosition wanted, Journal journal) {
        this.wanted = wanted;
        this.journal = journal;
    }

    /**
     * Returns when the read tables have all that counts, and what the request wants to see besides.
     *
     * @return the last position that counts, {@link Clocks#EVERYTHING} where the query does not say
     * @throws RequestRefused where there is no such ledger, or it has not come so far
     */
    public long await(HttpServletRequest request, LedgerId ledger, @Nullable KnownAt knownAt) {
        if (knownAt == null) {
            wanted.await(request);
            return Clocks.EVERYTHING;
        }
        long position = position(ledger, NAME, knownAt);
        wanted.await(request, position);
        return position;
    }

    /**
     * Where in the journal a parameter says to look, without waiting for anything.
     *
     * @throws RequestRefused as above
     */
    public long position(LedgerId ledger, String name, KnownAt knownAt) {
        return Availability.orUnavailable(() -> recorded(ledger, name, knownAt));
    }

    private long recorded(LedgerId ledger, String name, KnownAt knownAt) {
        return switch (knownAt) {
            case KnownAt.JournalNumber(long number) -> {
                OptionalLong position = journal.positionOf(ledger, number);
                yield position.orElseThrow(() -> unknown(ledger, name, number));
            }
            case KnownAt.RecordedTime recorded -> {
                OptionalLong position = journal.positionAt(recorded.time());
                yield position.orElseThrow(() -> ahead(
                        name,
                        "is %s, and the last event was recorded at %s".formatted(recorded, journal.recordedAt())));
            }
        };
    }

    private RequestRefused unknown(LedgerId ledger, String name, long number) {
        long last = journal.lastNumber(ledger);
        return last == 0
                ? Missing.ledger(ledger)
                : ahead(name, "is %d, and the last event of the ledger is %d".formatted(number, last));
    }

    private static RequestRefused ahead(String name, String detail) {
        return new RequestRefused(
                ProblemCode.KNOWN_AT_AHEAD,
                "%s %s.".formatted(name, detail),
                List.of(new Violation(name, ProblemCode.KNOWN_AT_AHEAD, detail)));
    }
}
