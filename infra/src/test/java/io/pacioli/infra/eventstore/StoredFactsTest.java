package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.BOOK;
import static io.pacioli.infra.eventstore.TestEvents.OTHER_BOOK;
import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.opened;
import static io.pacioli.infra.eventstore.TestEvents.posted;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What this engine promises beyond Axon's: one fact in several streams, journals of ledgers, keys. */
class StoredFactsTest {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(NOON);
    private final PostgresEventStorageEngine engine = TestStore.engine(database.service(), clock);
    private final StreamId transaction = stream("transaction");
    private final StreamId cash = stream("cash");
    private final StreamId sales = stream("sales");

    @AfterEach
    void everything_that_was_stored_is_sound() {
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void a_fact_that_several_aggregates_apply_is_stored_once_and_is_part_of_each_ones_stream() throws SQLException {
        TransactionPosted fact = posted(BOOK, null);
        engine.appendEvents(message(cash, 0), message(sales, 0));
        engine.appendEvents(message(transaction, 0, fact), message(cash, 1, fact), message(sales, 1, fact));

        List<RecordedEventMessage> journal = engine.read(0, 10);

        assertThat(journal).hasSize(3);
        assertThat(journal.getLast().getPayload()).isEqualTo(fact);
        for (StreamId stream : List.of(transaction, cash, sales)) {
            List<? extends DomainEventMessage<?>> events =
                    engine.readEvents(stream.toString()).asStream().toList();
            assertThat(events.getLast().getPayload()).isEqualTo(fact);
            assertThat(events.getLast().getIdentifier())
                    .isEqualTo(journal.getLast().getIdentifier());
        }
        assertThat(engine.lastSequenceNumberFor(transaction.toString())).contains(0L);
        assertThat(engine.lastSequenceNumberFor(cash.toString())).contains(1L);
        assertThat(count("event_store.streams where position = 3")).isEqualTo(3);
    }

    @Test
    void two_facts_that_say_the_same_are_two_facts() {
        TransactionPosted first = posted(BOOK, null);
        TransactionPosted second = new TransactionPosted(
                first.ledger(),
                first.transaction(),
                null,
                null,
                first.effectiveAt(),
                first.effectiveDate(),
                first.postings(),
                first.balances(),
                first.metadata());

        engine.appendEvents(message(cash, 0, first), message(sales, 0, second));

        assertThat(engine.read(0, 10)).hasSize(2);
    }

    @Test
    void an_event_that_is_no_shared_fact_is_stored_for_each_aggregate_that_applied_it() {
        Event event = opened("assets:cash");

        engine.appendEvents(message(cash, 0, event), message(sales, 0, event));

        assertThat(engine.read(0, 10)).hasSize(2);
    }

    @Test
    void each_ledger_has_a_journal_of_its_own_and_all_share_the_positions() {
        List<DomainEventMessage<Event>> mixed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LedgerId ledger = i % 3 == 0 ? BOOK : OTHER_BOOK;
            mixed.add(message(stream("s" + i), 0, opened(ledger, "assets:a" + i)));
        }
        engine.appendEvents(mixed.subList(0, 2));
        engine.appendEvents(mixed.subList(2, 6));

        List<RecordedEvent> journal =
                engine.read(0, 10).stream().map(RecordedEventMessage::recorded).toList();

        assertThat(journal).extracting(RecordedEvent::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(journal).extracting(RecordedEvent::journalNumber).containsExactly(1L, 1L, 2L, 2L, 3L, 4L);
    }

    @Test
    void the_keys_of_an_event_are_stored_with_it() throws SQLException {
        engine.appendEvents(message(cash, 0));
        engine.appendEvents(message(transaction, 0, posted(BOOK, "INV-1")));

        long hash = new Reference("INV-1").keyIn(BOOK).hash();
        assertThat(count("event_store.keys where position = 2 and hash = " + hash))
                .isEqualTo(1);
        assertThat(count("event_store.keys")).isEqualTo(1);
        try (LookupSession lookups = TestStore.lookups(database.service())) {
            long free = new Reference("INV-2").keyIn(BOOK).hash();
            assertThat(lookups.positionsOfKeys(List.of(hash, free))).hasSize(1).containsEntry(hash, List.of(2L));
        }
    }

    @Test
    void recorded_times_grow_though_the_clock_stands_still_or_runs_backwards() {
        engine.appendEvents(message(cash, 0));
        clock.set(NOON.minusSeconds(3_600));
        engine.appendEvents(message(cash, 1));
        clock.set(NOON.plusNanos(1_999));
        engine.appendEvents(message(cash, 2));

        assertThat(engine.read(0, 10))
                .extracting(RecordedEventMessage::getTimestamp)
                .containsExactly(NOON, NOON.plusNanos(1_000), NOON.plusNanos(2_000));
    }

    @Test
    void the_token_of_a_time_is_found_wherever_it_stands() {
        for (int i = 0; i < 33; i++) {
            clock.set(NOON.plusSeconds(i / 3));
            engine.appendEvents(message(cash, i));
        }

        for (int second = -1; second <= 11; second++) {
            long before = 3L * Math.clamp(second, 0, 11);
            assertThat(engine.createTokenAt(NOON.plusSeconds(second)))
                    .isEqualTo(new GlobalSequenceTrackingToken(before));
        }
    }

    @Test
    void an_event_of_an_unknown_form_is_unreadable_and_says_which() throws SQLException {
        engine.appendEvents(message(cash, 0), message(sales, 0));
        String type = one("select type from event_store.events where position = 2");
        as(database.superuser(), "update event_store.events set revision = 99 where position = 2");
        try {
            assertThatThrownBy(() -> engine.read(0, 10))
                    .isInstanceOf(EventUnreadable.class)
                    .hasMessageContaining(type + ", revision 99");
            assertThatThrownBy(() -> engine.readEvents(sales.toString()).next()).isInstanceOf(EventUnreadable.class);
            assertThat(engine.readEvents(cash.toString()).hasNext()).isTrue();
        } finally {
            as(database.superuser(), "update event_store.events set revision = 1 where position = 2");
        }
    }

    @Test
    void an_event_whose_documents_break_an_invariant_is_unreadable() throws SQLException {
        engine.appendEvents(message(transaction, 0, posted(BOOK, null)));
        String payload = one("select payload from event_store.events");
        as(
                database.superuser(),
                "update event_store.events set payload = replace(payload::text, '\"credit\",\"amount\":\"0.01\"', '\"credit\",\"amount\":\"0.02\"')::json");
        try {
            assertThat(one("select payload from event_store.events")).isNotEqualTo(payload);
            assertThatThrownBy(() -> engine.read(0, 10))
                    .isInstanceOf(EventUnreadable.class)
                    .hasMessageContaining("debits and credits differ");
        } finally {
            as(database.superuser(), "update event_store.events set payload = '%s'".formatted(payload));
        }
    }

    private long count(String from) throws SQLException {
        return Long.parseLong(one("select count(*) from " + from));
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.service().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void as(DataSource role, String sql) throws SQLException {
        try (Connection connection = role.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
