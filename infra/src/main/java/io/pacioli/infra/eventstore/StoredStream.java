package io.pacioli.infra.eventstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an aggregate.
 *
 * @param snapshot its newest snapshot, if it has one
 * @param events its events after the snapshot, in order
 */
public record StoredStream(@Nullable Snapshot snapshot, List<Place> events) {

    /** An event at its place in the stream. */
    public record Place(long sequence, StoredEvent event) {}

    /** Whether the stream has not begun. */
    public boolean isAbsent() {
        return snapshot == null && events.isEmpty();
    }
}
