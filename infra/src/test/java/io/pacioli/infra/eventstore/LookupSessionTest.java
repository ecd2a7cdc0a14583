package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupSessionTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresEventStorageEngine engine = TestStore.engine(database.service());
    private final LookupSession lookups = TestStore.lookups(database.service());
    private final StreamId a = stream("a");
    private final StreamId b = stream("b");

    @AfterEach
    void end() {
        lookups.close();
        database.close();
    }

    @Test
    void each_lookup_sees_what_is_committed_when_it_begins() throws SQLException {
        assertThat(lookups.head().position()).isZero();

        engine.appendEvents(message(a, 0));

        assertThat(lookups.head().position()).isEqualTo(1);
        assertThat(lookups.streams(List.of(a)).get(a).events()).hasSize(1);
    }

    @Test
    void an_abandoned_session_connects_anew() throws SQLException {
        lookups.head();

        lookups.abandon();

        assertThat(lookups.head().position()).isZero();
    }

    @Test
    void streams_are_found_present_and_absent_in_one_go() throws SQLException {
        engine.appendEvents(messages(a, 0, 2));

        Map<StreamId, StoredStream> found = lookups.streams(List.of(a, b));

        assertThat(found).containsOnlyKeys(a, b);
        assertThat(found.get(a).isAbsent()).isFalse();
        assertThat(found.get(a).events())
                .extracting(StoredStream.Place::sequence)
                .containsExactly(0L, 1L, 2L);
        assertThat(found.get(a).events())
                .extracting(place -> place.event().position())
                .containsExactly(1L, 2L, 3L);
        assertThat(found.get(b).isAbsent()).isTrue();
    }

    @Test
    void a_stream_with_a_snapshot_is_read_from_behind_it() throws SQLException {
        engine.appendEvents(messages(a, 0, 4));
        Account account = new Account(
                a,
                new AccountPath("assets:cash"),
                AccountType.ASSET,
                4,
                Map.of(),
                Map.of(),
                Restrictions.NONE,
                Metadata.NONE);
        engine.storeSnapshot(new GenericDomainEventMessage<>("account", a.toString(), 3, account));
        engine.storeSnapshot(new GenericDomainEventMessage<>("account", b.toString(), 0, account));

        Map<StreamId, StoredStream> found = lookups.streams(List.of(a, b));

        assertThat(found.get(a).snapshot()).isNotNull();
        assertThat(found.get(a).events())
                .extracting(StoredStream.Place::sequence)
                .containsExactly(4L);
        assertThat(found.get(b).isAbsent()).isFalse();
        assertThat(found.get(b).events()).isEmpty();
    }

    @Test
    void an_event_that_streams_share_is_fetched_once() throws SQLException {
        StreamId c = stream("c");
        TransactionPosted fact = TestEvents.posted(TestEvents.BOOK, null);
        engine.appendEvents(message(a, 0), message(b, 0));
        engine.appendEvents(message(a, 1, fact), message(b, 1, fact), message(c, 0, fact), message(c, 1));

        Map<StreamId, StoredStream> found = lookups.streams(List.of(a, b, c));

        assertThat(found.get(a).events())
                .extracting(place -> place.event().position())
                .containsExactly(1L, 3L);
        assertThat(found.get(c).events())
                .extracting(place -> place.event().position())
                .containsExactly(3L, 4L);
        StoredEvent shared = found.get(a).events().getLast().event();
        assertThat(found.get(b).events().getLast().event()).isSameAs(shared);
        assertThat(found.get(c).events().getFirst().event()).isSameAs(shared);
    }

    @Test
    void the_streams_that_grew_are_those_of_the_positions_in_between() throws SQLException {
        engine.appendEvents(message(a, 0), message(b, 0), message(a, 1), message(stream("c"), 0));

        assertThat(lookups.streamsGrown(1, 3)).contains(Set.of(a, b));
        assertThat(lookups.streamsGrown(3, 4)).contains(Set.of(stream("c")));
        assertThat(lookups.streamsGrown(4, 4)).contains(Set.of());
    }

    @Test
    void streams_that_grew_in_such_numbers_that_nobody_wants_them_named_are_not() throws SQLException {
        try (TestDatabase busy = TestDatabase.fresh();
                LookupSession idle = TestStore.lookups(busy.service());
                Connection connection = busy.service().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into event_store.streams
                    select gen_random_uuid(), 0, n from generate_series(1, %d) as n
                    """.formatted(LookupSession.GROWN_ROWS_MAX + 1));

            assertThat(idle.streamsGrown(0, LookupSession.GROWN_ROWS_MAX))
                    .hasValueSatisfying(grown -> assertThat(grown).hasSize(LookupSession.GROWN_ROWS_MAX));
            assertThat(idle.streamsGrown(0, LookupSession.GROWN_ROWS_MAX + 1L)).isEmpty();
        }
    }

    @Test
    void events_are_found_by_their_positions() throws SQLException {
        engine.appendEvents(messages(a, 0, 4));

        Map<Long, StoredEvent> found = lookups.eventsAt(List.of(2L, 5L, 6L));

        assertThat(found).containsOnlyKeys(2L, 5L);
        assertThat(found.get(5L).journalNumber()).isEqualTo(5);
    }
}
