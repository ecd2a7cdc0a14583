package io.pacioli.query.transaction;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;

/**
 * A transaction as it stands at some position.
 *
 * @param posted how it came about
 * @param reversals what has taken it back since, oldest first
 */
record TransactionView(RecordedEvent posted, List<RecordedEvent> reversals) {

    static final String POSTED = "posted";
    static final String PARTLY_REVERSED = "partly-reversed";
    static final String REVERSED = "reversed";

    TransactionPosted event() {
        return (TransactionPosted) posted.event();
    }

    List<TransactionPosted> reversing() {
        return reversals.stream()
                .map(RecordedEvent::event)
                .map(TransactionPosted.class::cast)
                .toList();
    }

    String status() {
        if (reversals.isEmpty()) {
            return POSTED;
        }
        Reversal last = reversing().getLast().reversal();
        return last != null && last.complete() ? REVERSED : PARTLY_REVERSED;
    }

    /** The position of the last event that is shown of it. */
    long changedAt() {
        return reversals.isEmpty() ? posted.position() : reversals.getLast().position();
    }
}
