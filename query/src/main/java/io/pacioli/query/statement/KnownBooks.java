package io.pacioli.query.statement;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.journal.Journal;
import io.pacioli.query.Availability;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.request.KnownAt;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has all pages of a report show the books of one moment: of that which the query names as {@code knownAt}, or else of that in
 * which its first page was read, which the pages after it carry in their cursors.
 */
@Component
class KnownBooks {

    private final KnownPositions positions;
    private final Journal journal;

    KnownBooks(KnownPositions positions, Journal journal) {
        this.positions = positions;
        this.journal = journal;
    }

    /** The last position that counts, once the read tables have come so far. */
    long await(HttpServletRequest request, LedgerId ledger, @Nullable KnownAt asked, @Nullable Pinned<?> beyond) {
        return positions.await(request, ledger, asked == null && beyond != null ? numbered(beyond) : asked);
    }

    /** Where in the journal another parameter says to look. */
    long position(LedgerId ledger, String name, KnownAt known) {
        return positions.position(ledger, name, known);
    }

    private static @Nullable KnownAt numbered(Pinned<?> beyond) {
        return beyond.number() == 0 ? null : new KnownAt.JournalNumber(beyond.number());
    }

    /**
     * What names the moment of which a page is, so that a query with it gets the same answer again.
     *
     * @param position up to where the page was read
     */
    KnownAt name(LedgerId ledger, @Nullable KnownAt asked, @Nullable Pinned<?> beyond, long position) {
        if (asked != null) {
            return asked;
        }
        return beyond == null || beyond.number() == 0
                ? new KnownAt.JournalNumber(Availability.orUnavailable(() -> journal.numberAt(ledger, position)))
                : new KnownAt.JournalNumber(beyond.number());
    }
}
