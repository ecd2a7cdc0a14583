package io.pacioli.query.transaction;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it stands at some position.
 *
 * @param begun how it came into the ledger
 * @param later what has become of it since, oldest first
 */
record TransactionView(RecordedEvent begun, List<RecordedEvent> later) {

    static final String PENDING = "pending";
    static final String POSTED = "posted";
    static final String VOIDED = "voided";
    static final String EXPIRED = "expired";
    static final String PARTLY_REVERSED = "partly-reversed";
    static final String REVERSED = "reversed";

    BeginningEvent event() {
        return (BeginningEvent) begun.event();
    }

    /** How it was put in reserve, or null where it was posted at once. */
    @Nullable
    TransactionHeld held() {
        return event() instanceof TransactionHeld held ? held : null;
    }

    /** What ended its being in reserve, or null where nothing has. */
    @Nullable
    RecordedEvent ended() {
        for (RecordedEvent each : later) {
            if (each.event() instanceof HoldEnded) {
                return each;
            }
        }
        return null;
    }

    /** How it was posted, or null where it has not been. */
    @Nullable
    PostingEvent posted() {
        if (event() instanceof TransactionPosted posted) {
            return posted;
        }
        RecordedEvent ended = ended();
        return ended != null && ended.event() instanceof HoldPosted posted ? posted : null;
    }

    /** Of its posting; while it is or where it was only held, of its hold. */
    LocalDate effectiveDate() {
        PostingEvent posted = posted();
        return posted == null ? event().effectiveDate() : posted.effectiveDate();
    }

    /** What has taken it back, oldest first. */
    List<TransactionPosted> reversing() {
        return later(TransactionPosted.class);
    }

    String status() {
        List<TransactionPosted> reversing = reversing();
        if (reversing.isEmpty()) {
            return held() == null ? POSTED : statusOfHold();
        }
        Reversal last = reversing.getLast().reversal();
        return last != null && last.complete() ? REVERSED : PARTLY_REVERSED;
    }

    private String statusOfHold() {
        RecordedEvent ended = ended();
        if (ended == null) {
            return PENDING;
        }
        return switch ((HoldEnded) ended.event()) {
            case HoldPosted _ -> POSTED;
            case HoldVoided _ -> VOIDED;
            case HoldExpired _ -> EXPIRED;
        };
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
        return later.isEmpty() ? begun.position() : later.getLast().position();
    }
}
