package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.SnapshotRule;
import io.pacioli.infra.eventstore.StagedFact;
import io.pacioli.infra.eventstore.Staging;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.eventstore.StoredStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Commands that are decided together: what was looked up for them, and what they have led to so far. */
final class Batch implements KnownKeys {

    private static final String RESOURCE = Batch.class.getName();

    private final DecidedAt decidedAt;
    private final StoredKeys storedKeys;
    private final Map<StreamId, StoredStream> stored;
    private final AggregateCache cache;
    private final Staging staging = new Staging();
    private final DecodedEvents decoded = new DecodedEvents();
    private final Map<StreamId, AggregateCache.Entry> live = new HashMap<>();
    private final List<StreamId> used = new ArrayList<>();

    Batch(DecidedAt decidedAt, StoredKeys storedKeys, Map<StreamId, StoredStream> stored, AggregateCache cache) {
        this.decidedAt = decidedAt;
        this.storedKeys = storedKeys;
        this.stored = stored;
        this.cache = cache;
    }

    /** The batch of the unit of work that runs on this thread. */
    static Batch current() {
        Batch batch = CurrentUnitOfWork.get().root().getResource(RESOURCE);
        if (batch == null) {
            throw new IllegalStateException("aggregates are used while a command is decided, and at no other time");
        }
        return batch;
    }

    void attachTo(UnitOfWork<?> root) {
        root.resources().put(RESOURCE, this);
        root.resources().put(JournalEventStore.STAGING, staging);
    }

    DecidedAt decidedAt() {
        return decidedAt;
    }

    Staging staging() {
        return staging;
    }

    /** Begins with the next command; everything that it stages can be undone to the mark. */
    Staging.Mark begin() {
        used.clear();
        return staging.mark();
    }

    @Override
    public boolean isTaken(UniqueKey key) {
        return staging.holds(key) || storedKeys.holds(key);
    }

    /** The aggregate as the batch has changed it, or as it was kept, or null where it has to be loaded. */
    AggregateCache.@Nullable Entry entry(StreamId stream) {
        used.add(stream);
        AggregateCache.Entry entry = live.get(stream);
        if (entry == null) {
            entry = cache.get(stream);
            if (entry != null) {
                live.put(stream, entry);
            }
        }
        return entry;
    }

    void adopt(StreamId stream, AggregateCache.Entry entry) {
        live.put(stream, entry);
    }

    /** What was looked up of a stream, or null where nobody declared it. */
    @Nullable
    StoredStream stored(StreamId stream) {
        return stored.get(stream);
    }

    void learn(StreamId stream, StoredStream found) {
        stored.put(stream, found);
    }

    /** The event decoded, which need not be done again for each aggregate of the batch that it is loaded for. */
    RecordedEvent decoded(StoredEvent event, Function<StoredEvent, RecordedEvent> decode) {
        return decoded.of(event, decode);
    }

    /** Undoes what was staged after the mark, with every aggregate that had applied it. */
    void undoTo(Staging.Mark mark) {
        List<StreamId> changed = new ArrayList<>();
        for (String aggregate : staging.aggregatesSince(mark)) {
            changed.add(StreamId.parse(aggregate));
        }
        changed.forEach(live::remove);
        cache.drop(changed);
        staging.backTo(mark);
    }

    /**
     * Forgets every aggregate that the last command has used: one that failed while it applied an event may have changed an
     * aggregate and not staged the event.
     */
    void forgetUsed() {
        used.forEach(live::remove);
        cache.drop(used);
    }

    /** Forgets every aggregate that the batch has used, because what it decided was not stored. */
    void forget() {
        cache.drop(live.keySet());
        live.clear();
    }

    /** Has every aggregate that it still holds count those events, of what it has staged, that are large. */
    void countLargeFacts() {
        for (StagedFact fact : staging.facts()) {
            if (SnapshotRule.isLarge(fact.bytes())) {
                for (StreamId stream : fact.streams()) {
                    AggregateCache.Entry entry = live.get(stream);
                    if (entry != null) {
                        entry.grown(fact.bytes());
                    }
                }
            }
        }
    }

    /** Every aggregate that the batch has used, by its stream. */
    Map<StreamId, AggregateCache.Entry> live() {
        return live;
    }
}
