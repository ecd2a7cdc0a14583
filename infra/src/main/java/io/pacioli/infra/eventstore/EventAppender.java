package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.JournalRows.EventRow;
import io.pacioli.infra.eventstore.JournalRows.KeyRow;
import io.pacioli.infra.eventstore.JournalRows.PlaceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** Numbers the facts of one append, chains their hashes, and makes their rows. */
final class EventAppender {

    private final EventCodecs codecs;
    private final JournalHash hash;
    private final long seen;
    private final Map<LedgerId, ChainTips.Tip> tips;
    private final List<RecordedEventMessage> recorded = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<PlaceRow> places = new ArrayList<>();
    private final List<KeyRow> keys = new ArrayList<>();
    private Instant recordedAt = Instant.EPOCH;
    private long position;
    private long bytes;

    /** Most events of a command have the same metadata, which are written once. */
    private MetaData described = MetaData.emptyInstance();

    private JsonBytes metadata = StoredMetadata.write(described);

    /**
     * @param seen the position behind which the facts are appended
     * @param tips where the chains of all their ledgers end; they are moved on
     */
    EventAppender(EventCodecs codecs, JournalHash hash, long seen, Map<LedgerId, ChainTips.Tip> tips) {
        this.codecs = codecs;
        this.hash = hash;
        this.seen = seen;
        this.position = seen;
        this.tips = tips;
    }

    void add(StagedBatch batch) {
        recordedAt = batch.recordedAt();
        batch.facts().forEach(this::add);
    }

    private void add(StagedFact fact) {
        position++;
        if (!fact.metadata().equals(described)) {
            described = fact.metadata();
            metadata = StoredMetadata.write(described);
        }
        StoredEvent event = chain(fact.event().ledger(), fact.eventId(), fact.encoded(codecs), metadata);
        for (StagedFact.StreamPlace place : fact.places()) {
            places.add(new PlaceRow(StreamId.parse(place.aggregateId()).value(), place.sequence(), position));
        }
        for (UniqueKey key : fact.keys()) {
            keys.add(new KeyRow(key.hash(), position));
        }
        recorded.add(new RecordedEventMessage(
                new RecordedEvent(position, event.journalNumber(), fact.eventId(), recordedAt, fact.event()),
                metadata));
    }

    /** Adds an event as it was recorded elsewhere, for those who have seen that it is what comes next. */
    void add(CopiedEvent copied) {
        StoredEvent elsewhere = copied.event();
        position++;
        recordedAt = elsewhere.recordedAt();
        chain(elsewhere.ledger(), elsewhere.eventId(), elsewhere.encoded(), elsewhere.metadata());
        ChainTips.Tip tip = events.getLast().tip();
        if (tip.journalNumber() != elsewhere.journalNumber()
                || !HexFormat.of().formatHex(tip.hash()).equals(copied.hash())) {
            throw new IllegalStateException(
                    "event %d of %s would become another".formatted(elsewhere.journalNumber(), elsewhere.ledger()));
        }
        for (CopiedEvent.Place place : copied.places()) {
            places.add(new PlaceRow(place.stream().value(), place.sequence(), position));
        }
        for (UniqueKey key : copied.keys()) {
            keys.add(new KeyRow(key.hash(), position));
        }
    }

    private StoredEvent chain(LedgerId ledger, UUID eventId, EncodedEvent encoded, JsonBytes document) {
        ChainTips.Tip before = tips.get(ledger);
        long journalNumber = before.journalNumber() + 1;
        byte[] chained = hash.next(before.hash(), journalNumber, eventId, encoded, recordedAt, document);
        ChainTips.Tip tip = new ChainTips.Tip(journalNumber, chained);
        tips.put(ledger, tip);
        bytes += encoded.bytes();
        StoredEvent event = new StoredEvent(position, ledger, journalNumber, eventId, encoded, document, recordedAt);
        events.add(new EventRow(event, tip));
        return event;
    }

    JournalRows rows() {
        return new JournalRows(seen, position, recordedAt, events, places, keys);
    }

    AppendSession.Appended appended() {
        return new AppendSession.Appended(recorded, bytes);
    }

    /** Where the chains end behind what was added. */
    Map<LedgerId, ChainTips.Tip> tips() {
        return tips;
    }
}
