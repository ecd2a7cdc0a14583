package io.pacioli.command.dispatch;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as an answer shows it.
 *
 * @param recordedAt when the store took it; in a dry run, when it was decided
 * @param place where it stands, or null in a dry run: there is no such place, and another event may get the one it would have had
 */
public record AnsweredEvent(
        Event event, Instant recordedAt, @Nullable Place place) {

    /** Where an event stands among all events, and in its ledger's journal. */
    public record Place(long position, long journalNumber) {}

    static AnsweredEvent of(RecordedEvent recorded) {
        return new AnsweredEvent(
                recorded.event(), recorded.recordedAt(), new Place(recorded.position(), recorded.journalNumber()));
    }
}
