package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JsonBytes;
import java.time.Instant;
import java.util.UUID;

/** A row of the journal, hash included, as it is stored. */
public final class JournalRow {

    public final long position;
    public final LedgerId ledger;
    public final long journalNumber;
    public final UUID eventId;
    public final EncodedEvent encoded;
    public final JsonBytes metadata;
    public final Instant recordedAt;
    public final byte[] hash;

    /** The hash that stands with the event before it in its ledger, or the one that begins the ledger's chain. */
    final byte[] previousHash;

    JournalRow(
            long position,
            LedgerId ledger,
            long journalNumber,
            UUID eventId,
            EncodedEvent encoded,
            JsonBytes metadata,
            Instant recordedAt,
            byte[] hash,
            byte[] previousHash) {
        this.position = position;
        this.ledger = ledger;
        this.journalNumber = journalNumber;
        this.eventId = eventId;
        this.encoded = encoded;
        this.metadata = metadata;
        this.recordedAt = recordedAt;
        this.hash = hash;
        this.previousHash = previousHash;
    }

    /** For a difference: {@code household #17 (position 42)}. */
    public String where() {
        return "%s #%d (position %d)".formatted(ledger, journalNumber, position);
    }
}
