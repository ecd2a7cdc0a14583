package io.pacioli.query.entry;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.projections.entry.EntryRow;
import io.pacioli.query.answer.JournalReads;
import java.util.List;
import java.util.Map;

/** The events that a page of entries comes from, and for what was held before it was posted, how it came into the ledger. */
public record PostedLines(Map<Long, RecordedEvent> events, Map<StreamId, RecordedEvent> holds) {

    /** One query, and a second one where something on the page was held. */
    public static PostedLines of(List<EntryRow> entries, JournalReads journal) {
        Map<Long, RecordedEvent> events = journal.at(entries, EntryRow::position);
        List<StreamId> held = events.values().stream()
                .map(RecordedEvent::event)
                .filter(HoldPosted.class::isInstance)
                .map(event -> stream((HoldPosted) event))
                .toList();
        return new PostedLines(events, journal.firstOf(held));
    }

    public RecordedEvent at(EntryRow entry) {
        return events.get(entry.position());
    }

    public BeginningEvent begunBy(EntryRow entry) {
        RecordedEvent recorded = at(entry);
        RecordedEvent begun = recorded.event() instanceof HoldPosted posted ? holds.get(stream(posted)) : recorded;
        return (BeginningEvent) begun.event();
    }

    private static StreamId stream(HoldPosted event) {
        return event.transaction().streamIn(event.ledger());
    }
}
