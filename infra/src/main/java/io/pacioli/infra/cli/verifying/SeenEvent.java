package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.message.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event with everything about it that can be found out without knowing the others. */
final class SeenEvent {

    private final JournalRow row;
    private final @Nullable Event event;
    private final @Nullable String unreadable;
    private final byte[] hash;
    private final String imbalance;
    private final long[] keys;
    private final @Nullable UUID transactionStream;
    private final @Nullable UUID continuedStream;

    SeenEvent(
            JournalRow row,
            @Nullable Event event,
            @Nullable String unreadable,
            byte[] hash,
            String imbalance,
            long[] keys,
            @Nullable UUID transactionStream,
            @Nullable UUID continuedStream) {
        this.row = row;
        this.event = event;
        this.unreadable = unreadable;
        this.hash = hash;
        this.imbalance = imbalance;
        this.keys = keys;
        this.transactionStream = transactionStream;
        this.continuedStream = continuedStream;
    }

    JournalRow row() {
        return row;
    }

    long position() {
        return row.position;
    }

    String where() {
        return row.where();
    }

    /** Null where it cannot be read. */
    @Nullable
    Event event() {
        return event;
    }

    /** Why it cannot be read, or null. */
    @Nullable
    String unreadable() {
        return unreadable;
    }

    /** What its hash has to be after the one before it. */
    byte[] hash() {
        return hash;
    }

    /** By how much debits and credits differ, in words, or nothing; found in the document itself. */
    String imbalance() {
        return imbalance;
    }

    /** The hashes of the keys that it takes, sorted. */
    long[] keys() {
        return keys;
    }

    /** The stream of the transaction that it brings into the ledger, or null where it brings none. */
    @Nullable
    UUID transactionStream() {
        return transactionStream;
    }

    /** The stream of the transaction with whose life it goes on: that it takes back, whose hold it ends, or whose metadata it changes; or null. */
    @Nullable
    UUID continuedStream() {
        return continuedStream;
    }
}
