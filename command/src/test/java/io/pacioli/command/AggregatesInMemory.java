package io.pacioli.command;

import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.StreamId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** Axon's own event-sourced aggregates, kept in a map. */
final class AggregatesInMemory<T> implements Aggregates<T> {

    private final AggregateModel<T> model;
    private final EventBus eventBus;
    private final Map<StreamId, Aggregate<T>> begun = new HashMap<>();

    AggregatesInMemory(Class<T> type, EventBus eventBus) {
        this.model = AnnotatedAggregateMetaModelFactory.inspectAggregate(type);
        this.eventBus = eventBus;
    }

    @Override
    public Optional<Aggregate<T>> find(StreamId stream) {
        return Optional.ofNullable(begun.get(stream));
    }

    @Override
    public Aggregate<T> begin(StreamId stream, Supplier<T> root, Consumer<T> first) {
        Aggregate<T> aggregate = begin(root, first);
        if (!aggregate.identifierAsString().equals(stream.toString()) || begun.put(stream, aggregate) != null) {
            throw new IllegalStateException("a stream begins once, under its aggregate's name: " + stream);
        }
        return aggregate;
    }

    private Aggregate<T> begin(Supplier<T> root, Consumer<T> first) {
        Callable<T> made = () -> {
            T aggregate = root.get();
            first.accept(aggregate);
            return aggregate;
        };
        try {
            return EventSourcedAggregate.initialize(made, model, eventBus, NoSnapshotTriggerDefinition.TRIGGER);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
