package io.pacioli.projections.journal;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.projections.snapshot.Order;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The stored events themselves, for readers that show what happened rather than what came of it. */
public interface Journal {

    /** Events of a ledger in the order of their journal numbers, from just after the given number; at most {@code limit}. */
    List<JournalEntry> ofLedger(LedgerId ledger, long afterJournalNumber, int limit);

    /** The events at these positions, decoded, by position; one query however many. Positions without an event are left out. */
    Map<Long, RecordedEvent> at(Collection<Long> positions);

    /** The events at these positions with whoever is behind each, by position; one query however many. */
    Map<Long, AttributedEvent> attributedAt(Collection<Long> positions);

    /**
     * The events after the first of each of these streams, in order, up to and including a position; one query however many.
     * Streams without any are left out.
     */
    Map<StreamId, List<RecordedEvent>> laterOf(Collection<StreamId> streams, long throughPosition);

    /** The first event of each of these streams; one query however many. Streams that have not begun are left out. */
    Map<StreamId, RecordedEvent> firstOf(Collection<StreamId> streams);

    /**
     * What has happened to one ledger, account or transaction, beyond one of its versions; at most {@code limit} events, none where
     * there is no such stream.
     */
    List<HistoryEntry> historyOf(StreamId stream, Order order, long beyondVersion, int limit);

    /** The position of the last event that is stored, 0 where there is none. */
    long head();

    /** When the last event that is stored was recorded. */
    Instant recordedAt();

    /** The position of a ledger's event by its journal number; empty where there is none. */
    OptionalLong positionOf(LedgerId ledger, long journalNumber);

    /** The journal number of the last event of a ledger up to a position, 0 where there is none. */
    long numberAt(LedgerId ledger, long position);

    /** The journal number of the last event of a ledger, 0 where there is no such ledger. */
    long lastNumber(LedgerId ledger);

    /**
     * The position of the last event of any ledger that was recorded by a moment, 0 where there is none; empty where the moment is
     * after the last event that is stored.
     */
    OptionalLong positionAt(Instant moment);
}
