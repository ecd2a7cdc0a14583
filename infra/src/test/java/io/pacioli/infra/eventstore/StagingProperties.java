package io.pacioli.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.SharedFact;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;

class StagingProperties {

    private static final List<StreamId> AGGREGATES =
            List.of(TestEvents.stream("a"), TestEvents.stream("b"), TestEvents.stream("c"));

    /** Some that may be shared and some that may not; two of them take the same key. */
    private static final List<Event> EVENTS = List.of(
            TestEvents.posted(TestEvents.BOOK, "R-1"),
            TestEvents.posted(TestEvents.BOOK, "R-1"),
            TestEvents.posted(TestEvents.BOOK, "R-2"),
            TestEvents.posted(TestEvents.BOOK, null),
            TestEvents.opened("assets:a"),
            TestEvents.opened("assets:b"));

    private static final List<UniqueKey> KEYS =
            EVENTS.stream().flatMap(event -> event.uniqueKeys().stream()).toList();

    enum What {
        APPLY,
        PUBLISH,
        MARK,
        TAKE_BACK
    }

    record Step(What what, int event, int aggregate) {}

    @Property
    void what_is_taken_back_might_as_well_never_have_been_staged(@ForAll("steps") @Size(max = 40) List<Step> steps) {
        Staging staging = new Staging();
        List<EventMessage<?>> kept = new ArrayList<>();
        Deque<Staging.Mark> marks = new ArrayDeque<>();
        Deque<Integer> keptAtMark = new ArrayDeque<>();
        for (Step step : steps) {
            switch (step.what()) {
                case APPLY, PUBLISH -> {
                    EventMessage<?> message = message(step, kept.size());
                    staging.add(message);
                    kept.add(message);
                }
                case MARK -> {
                    marks.push(staging.mark());
                    keptAtMark.push(kept.size());
                }
                case TAKE_BACK -> {
                    if (!marks.isEmpty()) {
                        assertThat(staging.aggregatesSince(marks.peek()))
                                .containsExactlyInAnyOrderElementsOf(
                                        aggregates(kept.subList(keptAtMark.peek(), kept.size())));
                        staging.backTo(marks.pop());
                        kept.subList(keptAtMark.pop(), kept.size()).clear();
                    }
                }
            }
            assertHoldsExactly(kept, staging);
        }
    }

    private static EventMessage<?> message(Step step, int sequence) {
        Event event = EVENTS.get(step.event());
        return step.what() == What.APPLY
                ? TestEvents.message(AGGREGATES.get(step.aggregate()), sequence, event)
                : new GenericEventMessage<>(event);
    }

    private static void assertHoldsExactly(List<EventMessage<?>> messages, Staging staging) {
        List<List<EventMessage<?>>> facts = facts(messages);
        assertThat(staging.isEmpty()).isEqualTo(messages.isEmpty());
        assertThat(staging.facts()).hasSameSizeAs(facts);
        for (int i = 0; i < facts.size(); i++) {
            StagedFact fact = staging.facts().get(i);
            assertThat(fact.event()).isSameAs(facts.get(i).getFirst().getPayload());
            assertThat(fact.eventId()).hasToString(facts.get(i).getFirst().getIdentifier());
            assertThat(fact.places())
                    .isEqualTo(domain(facts.get(i))
                            .map(message -> new StagedFact.StreamPlace(
                                    message.getAggregateIdentifier(), message.getSequenceNumber()))
                            .toList());
        }
        for (StreamId aggregate : AGGREGATES) {
            assertThat(staging.of(aggregate.toString()))
                    .isEqualTo(domain(messages)
                            .filter(message -> message.getAggregateIdentifier().equals(aggregate.toString()))
                            .toList());
        }
        for (UniqueKey key : KEYS) {
            assertThat(staging.holds(key))
                    .isEqualTo(messages.stream()
                            .anyMatch(message ->
                                    ((Event) message.getPayload()).uniqueKeys().contains(key)));
        }
    }

    /** The messages of each fact: several where one instance of a shared fact came several times. */
    private static List<List<EventMessage<?>>> facts(List<EventMessage<?>> messages) {
        List<List<EventMessage<?>>> facts = new ArrayList<>();
        IdentityHashMap<Object, List<EventMessage<?>>> shared = new IdentityHashMap<>();
        for (EventMessage<?> message : messages) {
            List<EventMessage<?>> fact = shared.get(message.getPayload());
            if (fact == null) {
                fact = new ArrayList<>();
                facts.add(fact);
                if (message.getPayload() instanceof SharedFact) {
                    shared.put(message.getPayload(), fact);
                }
            }
            fact.add(message);
        }
        return facts;
    }

    private static List<String> aggregates(List<EventMessage<?>> messages) {
        return domain(messages)
                .map(DomainEventMessage::getAggregateIdentifier)
                .distinct()
                .toList();
    }

    private static Stream<DomainEventMessage<?>> domain(List<EventMessage<?>> messages) {
        return messages.stream().filter(DomainEventMessage.class::isInstance).map(message ->
                (DomainEventMessage<?>) message);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, What.APPLY),
                                Tuple.of(1, What.PUBLISH),
                                Tuple.of(3, What.MARK),
                                Tuple.of(2, What.TAKE_BACK)),
                        Arbitraries.integers().between(0, EVENTS.size() - 1),
                        Arbitraries.integers().between(0, AGGREGATES.size() - 1))
                .as(Step::new)
                .list();
    }
}
