package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.util.List;

/**
 * An event that was recorded elsewhere and is to be recorded here just as it was.
 *
 * @param event its position is that of the other place, and is not looked at
 * @param hash the hash that stands with it, 64 lower-case hexadecimal digits
 * @param places the streams that it is part of
 * @param keys the keys that it takes
 */
public record CopiedEvent(StoredEvent event, String hash, List<Place> places, List<UniqueKey> keys) {

    public CopiedEvent {
        places = List.copyOf(places);
        keys = List.copyOf(keys);
    }

    /** The sequence number that it has in a stream. */
    public record Place(StreamId stream, long sequence) {}
}
