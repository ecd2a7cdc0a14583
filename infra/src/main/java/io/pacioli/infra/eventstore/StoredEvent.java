package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** A row of {@code event_store.events}. */
public record StoredEvent(
        long position,
        LedgerId ledger,
        long journalNumber,
        UUID eventId,
        EncodedEvent encoded,
        JsonBytes metadata,
        Instant recordedAt) {

    /** The columns that {@link #read} takes, of the table with the alias {@code e}. */
    static final String COLUMNS = """
            e.position, e.tenant, e.ledger, e.journal_number, e.event_id, e.type, e.revision, e.payload, e.erasable, \
            e.metadata, e.recorded_at""";

    static final int COLUMN_COUNT = 11;

    /** Reads {@link #COLUMNS}, the first of which is column {@code first} of the row. */
    static StoredEvent read(ResultSet row, int first) throws SQLException {
        byte[] erasable = row.getBytes(first + 8);
        return new StoredEvent(
                row.getLong(first),
                new LedgerId(new Tenant(row.getString(first + 1)), row.getString(first + 2)),
                row.getLong(first + 3),
                row.getObject(first + 4, UUID.class),
                new EncodedEvent(
                        row.getString(first + 5),
                        row.getInt(first + 6),
                        JsonBytes.of(row.getBytes(first + 7)),
                        erasable == null ? null : JsonBytes.of(erasable)),
                JsonBytes.of(row.getBytes(first + 9)),
                instant(row, first + 10));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }

    /** The metadata as texts and whole numbers ({@code Long}). */
    public Map<String, Object> metadataFields() {
        return StoredMetadata.read(metadata);
    }

    /** How large it is written down. */
    public int bytes() {
        return encoded.bytes();
    }

    public RecordedEvent decode(EventCodecs codecs) {
        return new RecordedEvent(position, journalNumber, eventId, recordedAt, codecs.decode(ledger, encoded));
    }
}
