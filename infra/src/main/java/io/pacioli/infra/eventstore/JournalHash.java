package io.pacioli.infra.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.domain.ledger.LedgerId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain of a ledger's journal: each event's hash depends on the one before it, so that no event can be changed, taken
 * out or put in between without changing every hash after it.
 *
 * <p>An event's hash is the SHA-256 of a version byte ({@value #VERSION}) and these fields, each behind its length in bytes as a
 * 32-bit big-endian number: the previous hash; the journal number (64 bits); the event id (128 bits); the type (UTF-8); the
 * revision (32 bits); the recorded time in microseconds since 1970 (64 bits); and the SHA-256 of the payload, of the erasable
 * document (of nothing where there is none) and of the metadata. The hash before the first is the SHA-256 of the version byte
 * and the ledger's id as a field. Position and tenant belong to an installation and are left out, so that a copy of a ledger
 * elsewhere has the same hashes.
 */
public final class JournalHash {

    public static final int LENGTH = 32;

    private static final byte VERSION = 1;
    private static final int LONG_FIELDS = 6 * (Integer.BYTES + LENGTH);

    private final MessageDigest sha256 = sha256();

    /** The hash that stands before a ledger's first event. */
    public byte[] before(LedgerId ledger) {
        sha256.update(VERSION);
        byte[] slug = ledger.slug().getBytes(UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(slug.length).flip());
        return sha256.digest(slug);
    }

    public byte[] next(
            byte[] previous,
            long journalNumber,
            UUID eventId,
            EncodedEvent event,
            Instant recordedAt,
            JsonBytes metadata) {
        byte[] payloadHash = documentHash(event.payload());
        byte[] erasableHash = documentHash(event.erasable());
        byte[] metadataHash = documentHash(metadata);
        byte[] type = event.type().getBytes(UTF_8);
        ByteBuffer fields = ByteBuffer.allocate(1 + LONG_FIELDS + 4 * (Integer.BYTES + Long.BYTES) + type.length);
        fields.put(VERSION);
        put(fields, previous);
        fields.putInt(Long.BYTES).putLong(journalNumber);
        fields.putInt(2 * Long.BYTES)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits());
        put(fields, type);
        fields.putInt(Integer.BYTES).putInt(event.revision());
        fields.putInt(Long.BYTES).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
        put(fields, payloadHash);
        put(fields, erasableHash);
        put(fields, metadataHash);
        sha256.update(fields.flip());
        return sha256.digest();
    }

    /** The hash of one document, which takes its place when the document is erased. */
    public byte[] documentHash(@Nullable JsonBytes document) {
        return document == null ? sha256.digest() : sha256.digest(document.utf8());
    }

    private static void put(ByteBuffer fields, byte[] field) {
        fields.putInt(field.length).put(field);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
