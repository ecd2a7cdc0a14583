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

    /** An aggregate, up to where a snapshot has been taken of it (-1: none), and how much there is to read since. */
    static final class Entry {
        private final EventSourcedAggregate<?> aggregate;
        private static final int EVENTS_PER_SNAPSHOT = 64;

        /** Up to here an event is small, and its number is all that counts. */
        private static final int SMALL_BYTES = 4 << 10;

        private static final int LARGE_BYTES_PER_SNAPSHOT = 64 << 10;

        private final boolean kept;
        private long snapshotSequence;
        private long largeBytes;

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

        /** Whether an event of that size counts by its size, too. */
        static boolean isLarge(int bytes) {
            return bytes > SMALL_BYTES;
        }

        /** An event of that size is in the aggregate's stream, behind the last snapshot. */
        void grown(int bytes) {
            if (isLarge(bytes)) {
                largeBytes += bytes;
            }
        }

        /**
         * Whether so much has come since the last snapshot that the aggregate would take long to load: a thousand accounts that one
         * transaction posts to would each have to read all of it.
         */
        boolean isSnapshotDue() {
            return aggregate.version() - snapshotSequence >= EVENTS_PER_SNAPSHOT
                    || largeBytes >= LARGE_BYTES_PER_SNAPSHOT;
        }

        void snapshotTaken() {
            snapshotSequence = aggregate.version();
            largeBytes = 0;
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
