package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.projections.batch.CopyRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** Writes facts behind the head of the journal: numbers them, chains their hashes, and sends their rows. Not thread-safe. */
final class EventAppender {

    private static final String COPY_EVENTS = """
            copy event_store.events (position, tenant, ledger, journal_number, event_id, type, revision, payload, erasable,
              metadata, recorded_at, hash) from stdin (format binary)""";
    private static final String COPY_STREAMS =
            "copy event_store.streams (stream_id, sequence, position) from stdin (format binary)";
    private static final String COPY_KEYS = "copy event_store.keys (hash, position) from stdin (format binary)";

    private final EventCodecs codecs;
    private final JournalHash hash = new JournalHash();

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
        Writing writing = new Writing(afterPosition, recordedAt, chainTips.of(connection, ledgers), facts.size());
        facts.forEach(writing::add);
        return writing.send(connection);
    }

    private record PlaceRow(UUID stream, long sequence, long position) {

        /** PostgreSQL compares UUIDs as bytes without a sign. */
        private static final Comparator<PlaceRow> BY_KEY = (one, other) -> {
            int high = Long.compareUnsigned(one.stream.getMostSignificantBits(), other.stream.getMostSignificantBits());
            int low = high != 0
                    ? high
                    : Long.compareUnsigned(
                            one.stream.getLeastSignificantBits(), other.stream.getLeastSignificantBits());
            return low != 0 ? low : Long.compare(one.sequence, other.sequence);
        };
    }

    /** The rows of one append, as they come together. */
    private final class Writing {

        private final Instant recordedAt;
        private final Map<LedgerId, ChainTips.Tip> tips;
        private final List<RecordedEventMessage> recorded;
        private final CopyRows events = new CopyRows();
        private final List<PlaceRow> places = new ArrayList<>();
        private final CopyRows keys = new CopyRows();
        private long position;
        private long bytes;

        /** Most events of a command have the same metadata, which are written once. */
        private MetaData described = MetaData.emptyInstance();

        private JsonBytes metadata = StoredMetadata.write(described);

        Writing(long afterPosition, Instant recordedAt, Map<LedgerId, ChainTips.Tip> tips, int size) {
            this.position = afterPosition;
            this.recordedAt = recordedAt;
            this.tips = tips;
            this.recorded = new ArrayList<>(size);
        }

        void add(StagedFact fact) {
            position++;
            if (!fact.metadata().equals(described)) {
                described = fact.metadata();
                metadata = StoredMetadata.write(described);
            }
            long journalNumber = addEvent(fact, codecs.encode(fact.event()));
            for (StagedFact.StreamPlace place : fact.places()) {
                places.add(new PlaceRow(StreamId.parse(place.aggregateId()).value(), place.sequence(), position));
            }
            for (UniqueKey key : fact.keys()) {
                keys.row(2).bigint(key.hash()).bigint(position);
            }
            recorded.add(new RecordedEventMessage(
                    new RecordedEvent(position, journalNumber, fact.eventId(), recordedAt, fact.event()),
                    fact.metadata()));
        }

        /** @return the event's journal number */
        private long addEvent(StagedFact fact, EncodedEvent encoded) {
            LedgerId ledger = fact.event().ledger();
            ChainTips.Tip tip = tips.get(ledger);
            long journalNumber = tip.journalNumber() + 1;
            byte[] chained = hash.next(tip.hash(), journalNumber, fact.eventId(), encoded, recordedAt, metadata);
            tips.put(ledger, new ChainTips.Tip(journalNumber, chained));
            bytes += encoded.payload().length();
            events.row(12)
                    .bigint(position)
                    .text(ledger.tenant().name())
                    .text(ledger.slug())
                    .bigint(journalNumber)
                    .uuid(fact.eventId())
                    .text(encoded.type())
                    .smallint(encoded.revision())
                    .bytes(encoded.payload().utf8())
                    .bytes(
                            encoded.erasable() == null
                                    ? null
                                    : encoded.erasable().utf8())
                    .bytes(metadata.utf8())
                    .timestamp(recordedAt)
                    .bytes(chained);
            return journalNumber;
        }

        /** In the order of the primary key, whose pages are then walked to one after the other and not to and fro. */
        private CopyRows streams() {
            places.sort(PlaceRow.BY_KEY);
            CopyRows streams = new CopyRows();
            for (PlaceRow place : places) {
                streams.row(3).uuid(place.stream()).bigint(place.sequence()).bigint(place.position());
            }
            return streams;
        }

        Appended send(Connection connection) throws SQLException {
            events.send(connection, COPY_EVENTS);
            streams().send(connection, COPY_STREAMS);
            keys.send(connection, COPY_KEYS);
            return new Appended(recorded, bytes, tips);
        }
    }
}
