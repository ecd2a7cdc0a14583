package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.eventstore.StoredStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of one type while a batch is decided: kept ones as they stand, others from what was looked up for the batch.
 *
 * <p>An aggregate is never locked, for one thread decides, and never looked for in the list of all that a unit of work manages,
 * for a batch manages thousands.
 */
public final class BatchAggregates<T> implements Aggregates<T> {

    private static final long NO_SNAPSHOT = -1;

    private final AggregateType<T> type;
    private final AggregateModel<T> model;
    private final EventStore eventStore;
    private final Snapshots snapshots;
    private final StreamLoader loader;

    public BatchAggregates(AggregateType<T> type, EventStore eventStore, Snapshots snapshots, StreamLoader loader) {
        this.type = type;
        this.model = AnnotatedAggregateMetaModelFactory.inspectAggregate(type.root());
        this.eventStore = eventStore;
        this.snapshots = snapshots;
        this.loader = loader;
    }

    @Override
    public Optional<Aggregate<T>> find(StreamId stream) {
        Batch batch = Batch.current();
        AggregateCache.Entry entry = batch.entry(stream);
        if (entry == null) {
            entry = load(batch, stream);
        }
        return entry == null ? Optional.empty() : Optional.of(typed(entry.aggregate()));
    }

    @SuppressWarnings("unchecked")
    private Aggregate<T> typed(EventSourcedAggregate<?> aggregate) {
        return (Aggregate<T>) aggregate;
    }

    @Override
    public Aggregate<T> begin(StreamId stream, Supplier<T> root, Consumer<T> first) {
        Batch batch = Batch.current();
        EventSourcedAggregate<T> aggregate = aggregate(root.get());
        aggregate.execute(first);
        if (!stream.toString().equals(aggregate.identifierAsString())) {
            throw new IllegalStateException(
                    "the first event of %s began the stream %s".formatted(stream, aggregate.identifierAsString()));
        }
        if (batch.entry(stream) != null) {
            throw new IllegalStateException("the stream %s has begun already".formatted(stream));
        }
        batch.adopt(stream, new AggregateCache.Entry(aggregate, type.kept(), NO_SNAPSHOT));
        return aggregate;
    }

    private EventSourcedAggregate<T> aggregate(T root) {
        return EventSourcedAggregate.initialize(
                root, model, eventStore, NoSnapshotTriggerDefinition.INSTANCE.prepareTrigger(type.root()));
    }

    private AggregateCache.@Nullable Entry load(Batch batch, StreamId stream) {
        StoredStream stored = batch.stored(stream);
        if (stored == null) {
            stored = loader.load(stream);
            batch.learn(stream, stored);
        }
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        Optional<DomainEventMessage<?>> snapshot =
                Optional.ofNullable(stored.snapshot()).flatMap(snapshots::message);
        snapshot.ifPresent(messages::add);
        boolean passedOver = stored.snapshot() != null && snapshot.isEmpty();
        if (passedOver) {
            eventStore.readEvents(stream.toString(), 0).forEachRemaining(messages::add);
        } else {
            for (StoredStream.Place place : stored.events()) {
                messages.add(loader.message(stream, place, batch.decoded(place.event(), loader::decode)));
            }
            messages.addAll(batch.staging().of(stream.toString()));
        }
        if (messages.isEmpty()) {
            return null;
        }
        T root = snapshot.map(message -> type.root().cast(message.getPayload())).orElseGet(type.blank());
        EventSourcedAggregate<T> aggregate = aggregate(root);
        aggregate.initializeState(DomainEventStream.of(messages));
        long snapshotSequence =
                snapshot.map(DomainEventMessage::getSequenceNumber).orElse(NO_SNAPSHOT);
        AggregateCache.Entry entry = new AggregateCache.Entry(aggregate, type.kept(), snapshotSequence);
        stored.events().forEach(place -> entry.grown(place.event().bytes()));
        if (passedOver) {
            entry.snapshotPassedOver();
        }
        batch.adopt(stream, entry);
        return entry;
    }
}
