package io.pacioli.query.transaction;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;

/**
 * A transaction as it stands at some position.
 *
 * @param posted how it came about
 * @param later what has become of it since, oldest first
 */
record TransactionView(RecordedEvent posted, List<RecordedEvent> later) {

    static final String POSTED = "posted";
    static final String PARTLY_REVERSED = "partly-reversed";
    static final String REVERSED = "reversed";

    TransactionPosted event() {
        return (TransactionPosted) posted.event();
    }

    /** What has taken it back, oldest first. */
    List<TransactionPosted> reversing() {
        return later(TransactionPosted.class);
    }

    String status() {
        List<TransactionPosted> reversing = reversing();
        if (reversing.isEmpty()) {
            return POSTED;
        }
        Reversal last = reversing.getLast().reversal();
        return last != null && last.complete() ? REVERSED : PARTLY_REVERSED;
    }

    /** Its metadata as they were changed last. */
    Metadata metadata() {
        List<TransactionMetadataChanged> changes = later(TransactionMetadataChanged.class);
        return changes.isEmpty() ? event().metadata() : changes.getLast().metadata();
    }

    private <E extends Event> List<E> later(Class<E> type) {
        return later.isEmpty()
                ? List.of()
                : later.stream()
                        .map(RecordedEvent::event)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList();
    }

    /** The position of the last event that is shown of it. */
    long changedAt() {
        return later.isEmpty() ? posted.position() : later.getLast().position();
    }
}
