package io.pacioli.infra.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pacioli.domain.message.RecordedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The large events that pages were made of lately, decoded. What posts to a thousand accounts is on a page of each of them, and
 * takes milliseconds to fetch and decode, of which a page needs one line.
 *
 * <p>Events do not change, but their erasable text may be gone one day: none is kept for longer than a minute.
 */
final class LargeEvents {

    private static final Duration KEPT_MAX = Duration.ofMinutes(1);

    private static final int HEAP_SHARE = 64;

    /** What an event takes in memory for each byte that it has where it is written down; of a thousand postings it is two. */
    private static final int BYTES_OF_ONE = 4;

    /** A decoded event, with its metadata as they are stored. */
    record Decoded(RecordedEvent event, JsonBytes metadata, int bytes) {

        static Decoded of(StoredEvent stored, EventCodecs codecs) {
            return new Decoded(stored.decode(codecs), stored.metadata(), stored.bytes());
        }
    }

    private final Cache<Long, Decoded> events;

    LargeEvents() {
        this(Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_OF_ONE);
    }

    /** @param bytesMax how large all that is kept may be together, written down */
    LargeEvents(long bytesMax) {
        this.events = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Long position, Decoded event) -> event.bytes())
                .expireAfterWrite(KEPT_MAX)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Decoded at(long position) {
        return events.getIfPresent(position);
    }

    /** Keeps the event for the next page, if it is a large one. */
    void read(Decoded event) {
        if (SnapshotRule.isLarge(event.bytes())) {
            events.put(event.event().position(), event);
        }
    }
}
