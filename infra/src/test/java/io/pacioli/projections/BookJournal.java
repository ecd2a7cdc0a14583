package io.pacioli.projections;

import static java.util.stream.Collectors.toMap;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.projections.journal.AttributedEvent;
import io.pacioli.projections.journal.HistoryEntry;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.journal.JournalEntry;
import io.pacioli.projections.snapshot.Order;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** A book as the journal that it has written. */
final class BookJournal implements Journal {

    private final Book book;

    BookJournal(Book book) {
        this.book = book;
    }

    @Override
    public List<JournalEntry> ofLedger(LedgerId ledger, long afterJournalNumber, int limit) {
        return book.events().stream()
                .filter(recorded -> recorded.event().ledger().equals(ledger))
                .filter(recorded -> recorded.journalNumber() > afterJournalNumber)
                .limit(limit)
                .map(BookJournal::entry)
                .toList();
    }

    private static JournalEntry entry(RecordedEvent recorded) {
        return new JournalEntry(
                recorded.position(),
                recorded.journalNumber(),
                recorded.eventId(),
                recorded.event().getClass().getSimpleName(),
                1,
                "{}",
                null,
                "{}",
                recorded.recordedAt(),
                "0".repeat(64));
    }

    @Override
    public Map<Long, RecordedEvent> at(Collection<Long> positions) {
        return book.events().stream()
                .filter(recorded -> positions.contains(recorded.position()))
                .collect(toMap(RecordedEvent::position, Function.identity()));
    }

    @Override
    public Map<Long, AttributedEvent> attributedAt(Collection<Long> positions) {
        return at(positions).values().stream()
                .collect(toMap(RecordedEvent::position, recorded -> new AttributedEvent(recorded, "ann")));
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> laterOf(Collection<StreamId> streams, long throughPosition) {
        return Map.of();
    }

    @Override
    public Map<StreamId, RecordedEvent> firstOf(Collection<StreamId> streams) {
        return Map.of();
    }

    @Override
    public List<HistoryEntry> historyOf(StreamId stream, Order order, long beyondVersion, int limit) {
        return List.of();
    }

    @Override
    public Instant recordedAt() {
        return book.events().getLast().recordedAt();
    }

    @Override
    public OptionalLong positionOf(LedgerId ledger, long journalNumber) {
        return ofLedger(ledger, journalNumber - 1, 1).stream()
                .mapToLong(JournalEntry::position)
                .findFirst();
    }

    @Override
    public long numberAt(LedgerId ledger, long position) {
        return ofLedger(ledger, 0, Integer.MAX_VALUE).stream()
                .filter(event -> event.position() <= position)
                .count();
    }

    @Override
    public long lastNumber(LedgerId ledger) {
        return ofLedger(ledger, 0, Integer.MAX_VALUE).size();
    }

    @Override
    public OptionalLong positionAt(Instant moment) {
        return OptionalLong.of(book.events().stream()
                .filter(recorded -> !recorded.recordedAt().isAfter(moment))
                .count());
    }

    @Override
    public long head() {
        return book.events().size();
    }
}
