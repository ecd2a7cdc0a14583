package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.SnapshotRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as they stand after everything that this node has seen. Only the deciding thread uses what is in here, so they
 * need no lock and no copy; what they may no longer show is dropped, and loaded again when it is needed.
 *
 * <p>When there is no room for more, whatever was used longest ago goes. Who counts how often something was used keeps yesterday's
 * accounts instead of those that were opened today, and has today's loaded each time that they are used.
 */
final class AggregateCache {

    /** Room for so many is there from the beginning: to make more of it keeps everybody waiting. */
    private static final int ROOM_AT_FIRST_MAX = 1 << 20;

    private static final float LOAD_FACTOR = 0.75F;

    private final int aggregatesMax;
    private final LinkedHashMap<StreamId, Entry> inOrderOfUse;

    /** An aggregate, up to where a snapshot has been taken of it (-1: none), and how much there is to read since. */
    static final class Entry {
        private final EventSourcedAggregate<?> aggregate;
        private final boolean kept;
        private long snapshotSequence;
        private long largeBytes;
        private boolean passedOver;

        Entry(EventSourcedAggregate<?> aggregate, boolean kept, long snapshotSequence) {
            this.aggregate = aggregate;
            this.kept = kept;
            this.snapshotSequence = snapshotSequence;
        }

        EventSourcedAggregate<?> aggregate() {
            return aggregate;
        }

        boolean kept() {
            return kept;
        }

        /** An event of that size is in the aggregate's stream, behind the last snapshot. */
        void grown(int bytes) {
            if (SnapshotRule.isLarge(bytes)) {
                largeBytes += bytes;
            }
        }

        /** Its last snapshot was of no use: what had made that one due makes the next due. */
        void snapshotPassedOver() {
            passedOver = true;
        }

        boolean isSnapshotDue() {
            return passedOver || SnapshotRule.isDue(aggregate.version() - snapshotSequence, largeBytes);
        }

        void snapshotTaken() {
            snapshotSequence = aggregate.version();
            largeBytes = 0;
            passedOver = false;
        }
    }

    AggregateCache(int aggregatesMax) {
        this.aggregatesMax = aggregatesMax;
        this.inOrderOfUse = new LinkedHashMap<>(
                (int) (Math.min(aggregatesMax, ROOM_AT_FIRST_MAX) / LOAD_FACTOR), LOAD_FACTOR, true);
    }

    /** What is kept of the aggregate, which is used hereby. */
    @Nullable
    Entry get(StreamId stream) {
        return inOrderOfUse.get(stream);
    }

    /** Whether the aggregate is kept, without its being used. */
    boolean holds(StreamId stream) {
        return inOrderOfUse.containsKey(stream);
    }

    void put(StreamId stream, Entry entry) {
        inOrderOfUse.put(stream, entry);
        if (inOrderOfUse.size() > aggregatesMax) {
            inOrderOfUse.pollFirstEntry();
        }
    }

    void drop(Collection<StreamId> streams) {
        streams.forEach(inOrderOfUse::remove);
    }

    void dropAll() {
        inOrderOfUse.clear();
    }
}
