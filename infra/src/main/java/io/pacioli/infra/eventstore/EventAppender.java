package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.MetaData;

/** Writes facts behind the head of the journal: numbers them, chains their hashes, and sends their rows. Not thread-safe. */
final class EventAppender {

    private final EventCodecs codecs;
    private final JournalHash hash = new JournalHash();
    private final BinaryCopy events = new BinaryCopy(
            "event_store.events",
            "position, tenant, ledger, journal_number, event_id, type, revision, payload, erasable, metadata, recorded_at, hash");
    private final BinaryCopy streams = new BinaryCopy("event_store.streams", "stream_id, sequence, position");
    private final BinaryCopy keys = new BinaryCopy("event_store.keys", "hash, position");

    EventAppender(EventCodecs codecs) {
        this.codecs = codecs;
    }

    /** What was written, and where the chains end if it is committed. */
    record Appended(List<RecordedEventMessage> events, long bytes, Map<LedgerId, ChainTips.Tip> tips) {}

    Appended append(
            Connection connection, long afterPosition, Instant recordedAt, List<StagedFact> facts, ChainTips chainTips)
            throws SQLException {
        Set<LedgerId> ledgers = new HashSet<>();
        facts.forEach(fact -> ledgers.add(fact.event().ledger()));
        Map<LedgerId, ChainTips.Tip> tips = chainTips.of(connection, ledgers);
        events.clear();
        streams.clear();
        keys.clear();
        List<RecordedEventMessage> recorded = new ArrayList<>(facts.size());
        long position = afterPosition;
        long bytes = 0;
        // Most events of a command have the same metadata, written once.
        MetaData described = MetaData.emptyInstance();
        JsonBytes metadata = StoredMetadata.write(described);
        for (StagedFact fact : facts) {
            position++;
            LedgerId ledger = fact.event().ledger();
            ChainTips.Tip tip = tips.get(ledger);
            long journalNumber = tip.journalNumber() + 1;
            EncodedEvent encoded = codecs.encode(fact.event());
            if (!fact.metadata().equals(described)) {
                described = fact.metadata();
                metadata = StoredMetadata.write(described);
            }
            byte[] chained = hash.next(tip.hash(), journalNumber, fact.eventId(), encoded, recordedAt, metadata);
            tips.put(ledger, new ChainTips.Tip(journalNumber, chained));
            bytes += encoded.payload().length();
            events.row(12)
                    .int8Column(position)
                    .textColumn(ledger.tenant().name())
                    .textColumn(ledger.slug())
                    .int8Column(journalNumber)
                    .uuidColumn(fact.eventId())
                    .textColumn(encoded.type())
                    .int2Column(encoded.revision())
                    .bytesColumn(encoded.payload().utf8())
                    .bytesColumn(
                            encoded.erasable() == null
                                    ? null
                                    : encoded.erasable().utf8())
                    .bytesColumn(metadata.utf8())
                    .timestampColumn(recordedAt)
                    .bytesColumn(chained);
            for (StagedFact.StreamPlace place : fact.places()) {
                streams.row(3)
                        .uuidColumn(StreamId.parse(place.aggregateId()).value())
                        .int8Column(place.sequence())
                        .int8Column(position);
            }
            for (UniqueKey key : fact.keys()) {
                keys.row(2).int8Column(key.hash()).int8Column(position);
            }
            recorded.add(new RecordedEventMessage(
                    new RecordedEvent(position, journalNumber, fact.eventId(), recordedAt, fact.event()),
                    fact.metadata()));
        }
        events.send(connection);
        streams.send(connection);
        keys.send(connection);
        return new Appended(recorded, bytes, tips);
    }
}
