package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.positions;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an append session promises, however it sends its rows. */
abstract class AppendSessionContract {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresEventStorageEngine engine = TestStore.engine(database.service());
    private final AppendSession session = session(database.service());
    private final AppendSession other = TestStore.session(database.service());
    private final StreamId a = stream("a");
    private final StreamId b = stream("b");

    /** The session under test. */
    abstract AppendSession session(DataSource service);

    @AfterEach
    void everything_that_was_stored_is_sound() {
        session.close();
        other.close();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void the_journal_begins_at_zero() throws SQLException {
        assertThat(session.head()).isEqualTo(new Head(0, Instant.EPOCH));
    }

    @Test
    void what_is_appended_behind_the_seen_head_is_there() throws SQLException {
        AppendSession.Appended appended =
                session.append(0, NOON, facts(message(a, 0), message(a, 1))).orElseThrow();

        assertThat(positions(appended.events())).containsExactly(1L, 2L);
        assertThat(appended.bytes()).isPositive();
        assertThat(session.head()).isEqualTo(new Head(2, NOON));
        assertThat(engine.read(0, 10))
                .extracting(RecordedEventMessage::recorded)
                .isEqualTo(appended.events().stream()
                        .map(RecordedEventMessage::recorded)
                        .toList());
    }

    @Test
    void many_events_are_appended_as_few_are() throws SQLException {
        assertThat(session.append(0, NOON, facts(messages(a, 0, 63)))).isPresent();
        assertThat(session.append(64, NOON, facts(messages(a, 64, 128)))).isPresent();

        assertThat(engine.read(0, 1_000)).hasSize(129);
    }

    @Test
    void who_has_appended_holds_the_head_no_longer() throws SQLException {
        assertThat(session.append(0, NOON, facts(message(a, 0)))).isPresent();
        assertThat(session.append(1, NOON, facts(message(a, 1)))).isPresent();

        assertThat(other.lockHead().position()).isEqualTo(2);
    }

    @Test
    void who_has_not_seen_the_head_appends_nothing() throws SQLException {
        engine.appendEvents(message(a, 0));
        assertThat(session.append(1, session.head().recordedAt(), facts(message(a, 1))))
                .isPresent();
        engine.appendEvents(message(a, 2));

        assertThat(session.append(2, NOON, facts(message(b, 0)))).isEmpty();

        assertThat(engine.head()).isEqualTo(3);
        assertThat(engine.readEvents(b.toString()).hasNext()).isFalse();
        session.forgetChains();
        assertThat(session.append(3, session.head().recordedAt(), facts(message(b, 0))))
                .isPresent();
    }

    @Test
    void who_took_a_stored_key_for_new_appends_nothing() throws SQLException {
        engine.appendEvents(message(a, 0));
        store(7L, 1);
        Head seen = session.head();
        List<StagedBatch> more = List.of(new StagedBatch(seen.recordedAt(), facts(message(a, 1))));

        assertThat(session.append(seen.position(), more, List.of(6L, 7L, 8L))).isEmpty();

        assertThat(engine.head()).isEqualTo(1);
        assertThat(session.append(seen.position(), more, List.of(6L, 8L))).isPresent();
        assertThat(other.lockHead().position()).isEqualTo(2);
    }

    @Test
    void stored_keys_are_found_and_others_not() throws SQLException {
        engine.appendEvents(message(a, 0));
        store(7L, 1);

        assertThat(session.anyStored(List.of(6L, 7L))).isTrue();
        assertThat(session.anyStored(List.of(6L, 8L))).isFalse();
        assertThat(session.anyStored(List.of())).isFalse();
    }

    private void store(long key, long position) throws SQLException {
        try (Connection connection = database.service().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("insert into event_store.keys (hash, position) values (?, ?)")) {
            statement.setLong(1, key);
            statement.setLong(2, position);
            statement.executeUpdate();
        }
    }

    @Test
    void an_append_that_fails_leaves_no_trace_and_its_chain_goes_on_from_before() throws SQLException {
        assertThat(session.append(0, NOON, facts(message(a, 0)))).isPresent();
        assertThatThrownBy(() -> session.append(1, NOON, facts(message(b, 0), message(a, 0))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        session.abandon();

        assertThat(session.append(1, NOON, facts(message(a, 1)))).isPresent();

        assertThat(engine.head()).isEqualTo(2);
        assertThat(engine.readEvents(b.toString()).hasNext()).isFalse();
    }

    @Test
    void what_is_appended_while_the_head_is_held_is_committed_with_it() throws SQLException {
        Head head = session.lockHead();

        assertThat(session.append(head.position(), NOON, facts(message(a, 0)))).isPresent();

        assertThat(other.lockHead().position()).isEqualTo(1);
    }

    @Test
    void after_another_writer_has_appended_the_chains_are_learnt_again() throws SQLException {
        assertThat(session.append(0, NOON, facts(message(a, 0)))).isPresent();
        engine.appendEvents(message(a, 1));

        Head head = session.lockHead();
        session.forgetChains();
        assertThat(session.append(head.position(), head.recordedAt(), facts(message(a, 2))))
                .isPresent();

        assertThat(engine.head()).isEqualTo(3);
    }

    @Test
    void while_one_holds_the_head_another_waits_no_longer_than_its_bound() throws SQLException {
        session.lockHead();

        assertThatThrownBy(other::lockHead)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(AppendSession.isHeadHeld(e)).isTrue());

        other.abandon();
        session.rollBack();
        assertThat(other.lockHead().position()).isZero();
    }

    @Test
    void one_who_waits_does_not_become_one_who_is_ended() throws Exception {
        session.lockHead();
        try (WaitingWriter waiting = new WaitingWriter(database)) {
            waiting.awaitWaiting();
            waiting.awaitOlderThan(2);

            other.endStuckWriters();

            assertThat(waiting.holdsTheHead()).isTrue();
        }
        assertThatThrownBy(session::commit).isInstanceOf(SQLException.class);
        session.abandon();
    }

    @Test
    void one_who_has_not_asked_for_the_head_is_not_ended_however_long_it_thinks() throws Exception {
        session.head();
        try (WaitingWriter clock = new WaitingWriter(database)) {
            clock.awaitOlderThan(2);
        }

        other.endStuckWriters();

        assertThat(session.head().position()).isZero();
        session.commit();
    }

    private static List<StagedFact> facts(EventMessage<?>... messages) {
        return facts(List.of(messages));
    }

    private static List<StagedFact> facts(List<? extends EventMessage<?>> messages) {
        Staging staging = new Staging();
        for (EventMessage<?> message : messages) {
            staging.add(message);
        }
        return staging.facts();
    }
}
