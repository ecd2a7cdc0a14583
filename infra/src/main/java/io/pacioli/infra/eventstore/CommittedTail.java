package io.pacioli.infra.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events that this node has committed last, as they were decided: who follows the journal closely reads them from here and
 * spares the database a query and itself the decoding. Bounded in number and in bytes as they are stored.
 */
final class CommittedTail {

    private record Chunk(List<RecordedEventMessage> events, long bytes) {
        long first() {
            return events.getFirst().recorded().position();
        }

        long last() {
            return events.getLast().recorded().position();
        }
    }

    private final int eventsMax;
    private final long bytesMax;
    /** By the position of the first event; under load there are thousands. */
    private final NavigableMap<Long, Chunk> chunks = new TreeMap<>();

    private int events;
    private long bytes;

    CommittedTail(int eventsMax, long bytesMax) {
        this.eventsMax = eventsMax;
        this.bytesMax = bytesMax;
    }

    /** Takes events that are on disk, in order. Where another node appended before them, what came earlier is forgotten. */
    synchronized void add(List<RecordedEventMessage> committed, long newBytes) {
        Chunk chunk = new Chunk(committed, newBytes);
        if (!chunks.isEmpty() && chunks.lastEntry().getValue().last() + 1 != chunk.first()) {
            chunks.clear();
            events = 0;
            bytes = 0;
        }
        chunks.put(chunk.first(), chunk);
        events += committed.size();
        bytes += newBytes;
        while (chunks.size() > 1 && (events > eventsMax || bytes > bytesMax)) {
            forgetOldest();
        }
    }

    /** Lets go of commits that everybody has read, so that their events die young instead of being kept to the bounds. */
    synchronized void forgetThrough(long position) {
        while (!chunks.isEmpty() && chunks.firstEntry().getValue().last() <= position) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Chunk oldest = chunks.pollFirstEntry().getValue();
        events -= oldest.events().size();
        bytes -= oldest.bytes();
    }

    /** Whether the event at a position is here. */
    synchronized boolean holds(long position) {
        return !chunks.isEmpty()
                && position >= chunks.firstKey()
                && position <= chunks.lastEntry().getValue().last();
    }

    /** The events just after a position, at most {@code limit}; nothing where they are not here, or not here any more. */
    synchronized Optional<List<RecordedEventMessage>> after(long position, int limit) {
        if (!holds(position + 1)) {
            return Optional.empty();
        }
        List<RecordedEventMessage> following = new ArrayList<>();
        for (Chunk chunk : chunks.tailMap(chunks.floorKey(position + 1)).values()) {
            int from = (int) Math.max(0, position + 1 - chunk.first());
            int to = Math.min(chunk.events().size(), from + limit - following.size());
            following.addAll(chunk.events().subList(from, to));
            if (following.size() == limit) {
                break;
            }
        }
        return Optional.of(following);
    }
}
