package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.projections.batch.CopyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** Writes facts behind the head of the journal: numbers them, chains their hashes, and sends their rows. Not thread-safe. */
final class EventAppender {

    private static final String COPY_EVENTS = """
            copy event_store.events (position, tenant, ledger, journal_number, event_id, type, revision, payload, erasable,
              metadata, recorded_at, hash) from stdin (format binary)""";

    /** The fence, and what is narrow, in one round trip; nothing is inserted where the head has moved. */
    private static final String MOVE_HEAD = """
            with fence as (
              update event_store.head set position = ?, recorded_at = ? where position = ? returning position
            ), joined as (
              insert into event_store.streams (stream_id, sequence, position)
              select unnest(?::uuid[]), unnest(?::bigint[]), unnest(?::bigint[]) from fence
            ), taken as (
              insert into event_store.keys (hash, position)
              select unnest(?::bigint[]), unnest(?::bigint[]) from fence
            )
            select count(*) from fence""";

    private final EventCodecs codecs;
    private final JournalHash hash = new JournalHash();

    EventAppender(EventCodecs codecs) {
        this.codecs = codecs;
    }

    /** What was written, and where the chains end if it is committed. */
    record Appended(List<RecordedEventMessage> events, long bytes, Map<LedgerId, ChainTips.Tip> tips) {}

    /**
     * Moves the head from where this writer has seen everything to behind these facts, and writes them.
     *
     * @return nothing where another writer has moved the head meanwhile
     */
    Optional<Appended> append(Connection connection, long seen, List<StagedBatch> batches, ChainTips chainTips)
            throws SQLException {
        Set<LedgerId> ledgers = new HashSet<>();
        for (StagedBatch batch : batches) {
            batch.facts().forEach(fact -> ledgers.add(fact.event().ledger()));
        }
        Writing writing = new Writing(seen, chainTips.of(connection, ledgers));
        batches.forEach(writing::add);
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

    private record KeyRow(long hash, long position) {}

    /** The rows of one append, as they come together. */
    private final class Writing {

        private final Map<LedgerId, ChainTips.Tip> tips;
        private final List<RecordedEventMessage> recorded = new ArrayList<>();
        private final CopyRows events = new CopyRows();
        private final List<PlaceRow> places = new ArrayList<>();
        private final List<KeyRow> keys = new ArrayList<>();
        private final long seen;
        private Instant recordedAt = Instant.EPOCH;
        private long position;
        private long bytes;

        /** Most events of a command have the same metadata, which are written once. */
        private MetaData described = MetaData.emptyInstance();

        private JsonBytes metadata = StoredMetadata.write(described);

        Writing(long seen, Map<LedgerId, ChainTips.Tip> tips) {
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
            long journalNumber = addEvent(fact, fact.encoded(codecs));
            for (StagedFact.StreamPlace place : fact.places()) {
                places.add(new PlaceRow(StreamId.parse(place.aggregateId()).value(), place.sequence(), position));
            }
            for (UniqueKey key : fact.keys()) {
                keys.add(new KeyRow(key.hash(), position));
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

        Optional<Appended> send(Connection connection) throws SQLException {
            if (!moveHead(connection)) {
                return Optional.empty();
            }
            events.send(connection, COPY_EVENTS);
            return Optional.of(new Appended(recorded, bytes, tips));
        }

        /** Rows go in the order of their primary key, whose pages are then walked to one after the other and not to and fro. */
        private boolean moveHead(Connection connection) throws SQLException {
            places.sort(PlaceRow.BY_KEY);
            keys.sort(Comparator.comparingLong(KeyRow::hash));
            try (PreparedStatement statement = connection.prepareStatement(MOVE_HEAD)) {
                statement.setLong(1, position);
                statement.setObject(2, OffsetDateTime.ofInstant(recordedAt, ZoneOffset.UTC));
                statement.setLong(3, seen);
                statement.setArray(
                        4,
                        connection.createArrayOf(
                                "uuid", places.stream().map(PlaceRow::stream).toArray()));
                statement.setObject(
                        5, places.stream().mapToLong(PlaceRow::sequence).toArray());
                statement.setObject(
                        6, places.stream().mapToLong(PlaceRow::position).toArray());
                statement.setObject(7, keys.stream().mapToLong(KeyRow::hash).toArray());
                statement.setObject(8, keys.stream().mapToLong(KeyRow::position).toArray());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1) == 1;
                }
            }
        }
    }
}
