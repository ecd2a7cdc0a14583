package io.pacioli.infra.commandbus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pacioli.domain.message.StreamId;
import java.util.Collection;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as they stand after everything that this node has seen. Only the deciding thread uses what is in here, so they
 * need no lock and no copy; what they may no longer show is dropped, and loaded again when it is needed.
 */
final class AggregateCache {

    private final Cache<StreamId, Entry> entries;

    /** An aggregate, and up to where a snapshot has been taken of it (-1: none). */
    static final class Entry {
        private final EventSourcedAggregate<?> aggregate;
        private final boolean kept;
        private long snapshotSequence;

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

        /** How many events have come since the last snapshot. */
        long eventsSinceSnapshot() {
            return aggregate.version() - snapshotSequence;
        }

        void snapshotTaken() {
            snapshotSequence = aggregate.version();
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
