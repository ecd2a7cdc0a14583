package io.pacioli.projections.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event exactly as it is stored, hash included.
 *
 * @param type its logical name in storage
 * @param revision the form in which its documents are written
 * @param payload a JSON document
 * @param erasable a JSON document of what may name a person, or null where there is none
 * @param metadata a JSON document
 * @param hash 64 hexadecimal digits that depend on this event and on all before it in the ledger
 */
public record JournalEntry(
        long position,
        long journalNumber,
        UUID eventId,
        String type,
        int revision,
        String payload,
        @Nullable String erasable,
        String metadata,
        Instant recordedAt,
        String hash) {}
