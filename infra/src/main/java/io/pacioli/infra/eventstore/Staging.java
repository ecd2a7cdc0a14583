package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.SharedFact;
import io.pacioli.domain.message.UniqueKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * The events that a unit of work has applied and not yet appended, in order, found by the aggregate that applied them.
 *
 * <p>An event that is a {@link SharedFact} and that several aggregates apply is one fact. What a command staged can be taken
 * back to a mark, and only from the end.
 */
public final class Staging {

    private final List<StagedFact> facts = new ArrayList<>();
    private final IdentityHashMap<Object, StagedFact> shared = new IdentityHashMap<>();
    private final Map<String, List<DomainEventMessage<?>>> byAggregate = new HashMap<>();
    private final List<DomainEventMessage<?>> domainMessages = new ArrayList<>();
    private final Map<UniqueKey, StagedFact> keys = new HashMap<>();

    /** A place in the staged events to which they can be taken back. */
    public record Mark(int facts, int domainMessages) {}

    public void add(EventMessage<?> message) {
        StagedFact known = shared.get(message.getPayload());
        if (known == null) {
            StagedFact fact = new StagedFact(message);
            facts.add(fact);
            fact.keys().forEach(key -> keys.putIfAbsent(key, fact));
            if (message.getPayload() instanceof SharedFact) {
                shared.put(message.getPayload(), fact);
            }
        } else {
            known.join(message);
        }
        if (message instanceof DomainEventMessage<?> domain) {
            domainMessages.add(domain);
            byAggregate
                    .computeIfAbsent(domain.getAggregateIdentifier(), id -> new ArrayList<>(2))
                    .add(domain);
        }
    }

    public Mark mark() {
        return new Mark(facts.size(), domainMessages.size());
    }

    /** Whether anything was staged after the mark. */
    public boolean grewSince(Mark mark) {
        return facts.size() > mark.facts();
    }

    /** The facts staged after the mark, in order; a view. */
    public List<StagedFact> since(Mark mark) {
        return facts.subList(mark.facts(), facts.size());
    }

    /** The aggregates that applied an event after the mark. */
    public Set<String> aggregatesSince(Mark mark) {
        Set<String> aggregates = new HashSet<>();
        for (DomainEventMessage<?> message : domainMessages.subList(mark.domainMessages(), domainMessages.size())) {
            aggregates.add(message.getAggregateIdentifier());
        }
        return aggregates;
    }

    /** Takes back everything staged after the mark. */
    public void backTo(Mark mark) {
        List<DomainEventMessage<?>> undone = domainMessages.subList(mark.domainMessages(), domainMessages.size());
        for (DomainEventMessage<?> message : undone) {
            byAggregate.get(message.getAggregateIdentifier()).removeLast();
            StagedFact fact = shared.get(message.getPayload());
            if (fact != null) {
                fact.leave();
            }
        }
        undone.clear();
        List<StagedFact> dropped = since(mark);
        for (StagedFact fact : dropped) {
            fact.keys().forEach(key -> keys.remove(key, fact));
            shared.remove(fact.event());
        }
        dropped.clear();
    }

    public boolean isEmpty() {
        return facts.isEmpty();
    }

    public List<StagedFact> facts() {
        return Collections.unmodifiableList(facts);
    }

    /** The events that the aggregate has applied and that are not stored yet, in order. */
    public List<DomainEventMessage<?>> of(String aggregateId) {
        return Collections.unmodifiableList(byAggregate.getOrDefault(aggregateId, List.of()));
    }

    public boolean holds(UniqueKey key) {
        return keys.containsKey(key);
    }
}
