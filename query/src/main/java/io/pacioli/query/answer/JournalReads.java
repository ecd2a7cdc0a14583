package io.pacioli.query.answer;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.projections.journal.AttributedEvent;
import io.pacioli.projections.journal.Journal;
import io.pacioli.query.Availability;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/**
 * Reads the events that a page is about, with one query. Not within a snapshot: events do not change, and a request that holds one
 * connection of the pool while it asks for another can wait for itself.
 */
@Component
public class JournalReads {

    private final Journal journal;

    JournalReads(Journal journal) {
        this.journal = journal;
    }

    /** The events at the items' positions, every one of them. */
    public <T> Map<Long, RecordedEvent> at(List<T> items, ToLongFunction<T> position) {
        List<Long> positions =
                items.stream().mapToLong(position).distinct().boxed().toList();
        return at(positions, journal::at);
    }

    /** The events at these positions, which differ, with whoever is behind each. */
    public Map<Long, AttributedEvent> attributedAt(List<Long> positions) {
        return at(positions, journal::attributedAt);
    }

    private static <E> Map<Long, E> at(List<Long> positions, Function<Collection<Long>, Map<Long, E>> read) {
        Map<Long, E> events = positions.isEmpty() ? Map.of() : Availability.orUnavailable(() -> read.apply(positions));
        if (events.size() != positions.size()) {
            throw new IllegalStateException("%d of %d events are not in the journal"
                    .formatted(positions.size() - events.size(), positions.size()));
        }
        return events;
    }

    /** The events after the first of each of these streams, in order, up to and including a position. */
    public Map<StreamId, List<RecordedEvent>> laterOf(Collection<StreamId> streams, long throughPosition) {
        return streams.isEmpty()
                ? Map.of()
                : Availability.orUnavailable(() -> journal.laterOf(streams, throughPosition));
    }

    /** The first event of each of these streams. */
    public Map<StreamId, RecordedEvent> firstOf(Collection<StreamId> streams) {
        return streams.isEmpty() ? Map.of() : Availability.orUnavailable(() -> journal.firstOf(streams));
    }
}
