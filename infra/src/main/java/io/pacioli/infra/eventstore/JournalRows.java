package io.pacioli.infra.eventstore;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The rows of one append, table by table.
 *
 * @param seen where the head of the journal has to stand
 * @param position where it stands after them
 * @param recordedAt when the last of them was recorded
 */
record JournalRows(
        long seen, long position, Instant recordedAt, List<EventRow> events, List<PlaceRow> places, List<KeyRow> keys) {

    /** A stored event; the tip is that of its ledger's chain behind it. */
    record EventRow(StoredEvent event, ChainTips.Tip tip) {}

    record PlaceRow(UUID stream, long sequence, long position) {

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

    record KeyRow(long hash, long position) {}

    /** Rows go in the order of their primary key, whose pages are then walked to one after the other and not to and fro. */
    JournalRows {
        places.sort(PlaceRow.BY_KEY);
        keys.sort(Comparator.comparingLong(KeyRow::hash));
    }
}
