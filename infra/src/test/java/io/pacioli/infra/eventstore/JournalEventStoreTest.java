package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.opened;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalEventStoreTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresEventStorageEngine engine = TestStore.engine(database.service());
    private final JournalEventStore eventStore = new JournalEventStore(engine);
    private final StreamId a = stream("a");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_is_published_outside_of_a_batch_is_stored_at_once_and_followers_hear_of_it() {
        List<Long> committed = new ArrayList<>();
        eventStore.onCommit(committed::add);

        eventStore.publish(new GenericEventMessage<>(opened("assets:cash")));

        assertThat(engine.head()).isEqualTo(1);
        assertThat(eventStore.knownHead()).isEqualTo(1);
        assertThat(committed).containsExactly(1L);
    }

    @Test
    void what_is_published_in_a_unit_of_work_of_its_own_is_stored_when_that_commits() {
        DefaultUnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("work"));
        eventStore.publish(message(a, 0), message(a, 1));

        assertThat(engine.head()).isZero();
        assertThat(eventStore.readEvents(a.toString()).asStream()).hasSize(2);
        unit.commit();
        assertThat(engine.head()).isEqualTo(2);
        assertThat(eventStore.knownHead()).isEqualTo(2);
    }

    @Test
    void what_is_published_in_a_unit_of_work_that_is_rolled_back_is_gone() {
        DefaultUnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("work"));
        eventStore.publish(message(a, 0));

        unit.rollback();

        assertThat(engine.head()).isZero();
    }

    @Test
    void what_is_published_while_a_batch_is_decided_is_staged_with_it_and_read_behind_what_is_stored() {
        engine.appendEvents(messages(a, 0, 1));
        Staging staging = new Staging();
        DefaultUnitOfWork<?> root = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("batch"));
        root.resources().put(JournalEventStore.STAGING, staging);
        DefaultUnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("command"));

        eventStore.publish(message(a, 2), message(stream("b"), 0));

        assertThat(staging.facts()).hasSize(2);
        assertThat(eventStore.readEvents(a.toString()).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(0L, 1L, 2L);
        assertThat(eventStore.readEvents(a.toString(), 2).asStream()).hasSize(1);
        assertThat(eventStore.lastSequenceNumberFor(a.toString())).contains(2L);
        nested.commit();
        root.commit();
        assertThat(engine.head()).isEqualTo(2);
    }

    @Test
    void dispatch_interceptors_see_what_is_staged_too() {
        eventStore.registerDispatchInterceptor(
                messages -> (index, message) -> message.andMetaData(Map.of("seen", "yes")));
        Staging staging = new Staging();
        DefaultUnitOfWork<?> root = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("batch"));
        root.resources().put(JournalEventStore.STAGING, staging);

        eventStore.publish(message(a, 0));

        root.commit();
        assertThat(staging.facts().getFirst().metadata()).isEqualTo(Map.of("seen", "yes"));
    }

    @Test
    void the_known_head_only_ever_moves_forward() {
        eventStore.reached(7);
        eventStore.reached(3);

        assertThat(eventStore.knownHead()).isEqualTo(7);
    }
}
