package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresEventStorageEngineTest extends EventStorageEngineContract {

    private final TestDatabase database = TestDatabase.fresh();
    private final StreamId stream = stream("contested");
    private PostgresEventStorageEngine engine;

    @Override
    EventStorageEngine emptyEngine(Clock clock) {
        engine = TestStore.engine(database.service(), clock);
        return engine;
    }

    @AfterEach
    void everything_that_was_stored_is_sound() {
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void a_stream_begins_only_once() {
        engine.appendEvents(message(stream, 0));

        assertThatThrownBy(() -> engine.appendEvents(message(stream, 0)))
                .isInstanceOf(AggregateStreamCreationException.class);

        assertThat(engine.head()).isEqualTo(1);
    }

    @Test
    void of_two_who_saw_the_same_version_only_one_appends() {
        engine.appendEvents(messages(stream, 0, 2));

        assertThatThrownBy(() -> engine.appendEvents(message(stream, 2))).isInstanceOf(ConcurrencyException.class);

        assertThat(engine.lastSequenceNumberFor(stream.toString())).contains(2L);
        engine.appendEvents(message(stream, 3));
        assertThat(engine.head()).isEqualTo(4);
    }

    @Test
    void what_is_appended_together_is_stored_together_or_not_at_all() {
        engine.appendEvents(message(stream, 0));

        assertThatThrownBy(() -> engine.appendEvents(message(stream("new"), 0), message(stream, 0)))
                .isInstanceOf(AggregateStreamCreationException.class);

        assertThat(engine.readEvents(stream("new").toString()).hasNext()).isFalse();
        assertThat(engine.head()).isEqualTo(1);
    }

    @Test
    void what_is_no_event_of_a_ledger_is_refused() {
        assertThatThrownBy(() -> engine.appendEvents(new GenericEventMessage<>("hello")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("String");
    }

    @Test
    void metadata_that_is_neither_text_nor_a_whole_number_is_refused_and_nothing_is_stored() {
        assertThatThrownBy(() -> engine.appendEvents(message(stream, 0).withMetaData(Map.of("when", Instant.EPOCH))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("when");

        assertThat(engine.head()).isZero();
        engine.appendEvents(message(stream, 0));
    }

    @Test
    void a_database_that_cannot_be_reached_is_the_stores_failure_and_names_it() {
        TestDatabase gone = TestDatabase.fresh();
        gone.close();
        PostgresEventStorageEngine lost = TestStore.engine(gone.service());

        assertThatThrownBy(() -> lost.appendEvents(message(stream, 0)))
                .isInstanceOf(EventStoreException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> lost.readEvents(stream.toString()).hasNext())
                .isInstanceOf(EventStoreException.class)
                .hasCauseInstanceOf(SQLException.class);
    }
}
