package io.pacioli.query.transaction;

import static java.util.stream.Collectors.toMap;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.query.answer.JournalReads;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** Folds transactions from their streams, two queries for however many. */
@Component
class TransactionViews {

    private final JournalReads journal;

    TransactionViews(JournalReads journal) {
        this.journal = journal;
    }

    /** The transactions at these places as they stand at a position, by the position of each. */
    Map<Long, TransactionView> of(List<TransactionPlace> places, long position) {
        return of(places, TransactionPlace::position, position);
    }

    <T> Map<Long, TransactionView> of(List<T> places, ToLongFunction<T> placed, long position) {
        Map<Long, RecordedEvent> begun = journal.at(places, placed);
        Map<StreamId, List<RecordedEvent>> later = journal.laterOf(
                begun.values().stream().map(TransactionViews::stream).toList(), position);
        return begun.values().stream()
                .collect(toMap(
                        RecordedEvent::position,
                        event -> new TransactionView(event, later.getOrDefault(stream(event), List.of()))));
    }

    private static StreamId stream(RecordedEvent recorded) {
        BeginningEvent event = (BeginningEvent) recorded.event();
        return event.transaction().streamIn(event.ledger());
    }
}
