package io.pacioli.infra.commandbus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.SnapshotRule;
import java.util.Collection;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as they stand after everything that this node has seen. Only the deciding thread uses what is in here, so they
 * need no lock and no copy; what they may no longer show is dropped, and loaded again when it is needed.
 */
final class AggregateCache {

    private final Cache<StreamId, Entry> entries;

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
        this.entries = Caffeine.newBuilder()
                .maximumSize(aggregatesMax)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Entry get(StreamId stream) {
        return entries.getIfPresent(stream);
    }

    boolean holds(StreamId stream) {
        return entries.asMap().containsKey(stream);
    }

    void put(StreamId stream, Entry entry) {
        entries.put(stream, entry);
    }

    void drop(Collection<StreamId> streams) {
        entries.invalidateAll(streams);
    }

    void dropAll() {
        entries.invalidateAll();
    }

    long size() {
        return entries.estimatedSize();
    }
}
