package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.opened;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine owes to those who append to it and read from it, whatever it keeps events in. */
abstract class EventStorageEngineContract {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final int MORE_THAN_A_PAGE = 1_201;

    private final SettableClock clock = new SettableClock(NOON);
    private final StreamId a = stream("a");
    private final StreamId b = stream("b");
    private EventStorageEngine engine;

    /** An empty engine; the times of events are those of the clock when they are appended. */
    abstract EventStorageEngine emptyEngine(Clock clock);

    @BeforeEach
    void begin() {
        GenericEventMessage.clock = clock;
        engine = emptyEngine(clock);
    }

    @AfterEach
    void giveTheClockBack() {
        GenericEventMessage.clock = Clock.systemUTC();
    }

    @Test
    void an_appended_event_is_read_back_as_it_was() {
        DomainEventMessage<Event> event = message(a, 0).withMetaData(Map.of("actor", "ada", "count", 7L));
        engine.appendEvents(event);

        DomainEventMessage<?> read = engine.readEvents(a.toString()).next();

        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getAggregateIdentifier()).isEqualTo(a.toString());
        assertThat(read.getSequenceNumber()).isZero();
        assertThat(read.getPayload()).isEqualTo(event.getPayload());
        assertThat(read.getPayloadType()).isEqualTo(event.getPayloadType());
        assertThat(read.getMetaData()).isEqualTo(Map.of("actor", "ada", "count", 7L));
        assertThat(read.getTimestamp()).isEqualTo(NOON);
    }

    @Test
    void the_metadata_of_a_message_that_was_read_can_be_added_to_and_replaced() {
        engine.appendEvents(message(a, 0).withMetaData(Map.of("actor", "ada")));

        for (EventMessage<?> read :
                List.of(engine.readEvents(a.toString()).next(), tracked(null).getFirst())) {
            assertThat(read.andMetaData(Map.of("more", "yes")).getMetaData())
                    .isEqualTo(Map.of("actor", "ada", "more", "yes"));
            assertThat(read.withMetaData(Map.of("more", "yes")).getMetaData()).isEqualTo(Map.of("more", "yes"));
            assertThat(read.withMetaData(Map.of("more", "yes")).getPayload()).isEqualTo(read.getPayload());
            assertThat(read.getMetaData()).isEqualTo(Map.of("actor", "ada"));
        }
    }

    @Test
    void a_stream_has_its_own_events_in_order_and_no_others() {
        engine.appendEvents(messages(a, 0, 1));
        engine.appendEvents(message(b, 0), message(a, 2), message(b, 1));

        assertThat(sequences(engine.readEvents(a.toString()))).containsExactly(0L, 1L, 2L);
        assertThat(sequences(engine.readEvents(b.toString()))).containsExactly(0L, 1L);
    }

    @Test
    void a_stream_is_read_from_a_sequence_number_on() {
        engine.appendEvents(messages(a, 0, 4));

        assertThat(sequences(engine.readEvents(a.toString(), 2))).containsExactly(2L, 3L, 4L);
        assertThat(sequences(engine.readEvents(a.toString(), 5))).isEmpty();
    }

    @Test
    void a_stream_longer_than_a_page_is_read_whole() {
        engine.appendEvents(messages(a, 0, MORE_THAN_A_PAGE - 1));

        DomainEventStream events = engine.readEvents(a.toString());

        assertThat(sequences(events)).hasSize(MORE_THAN_A_PAGE).isSorted().doesNotHaveDuplicates();
        assertThat(events.getLastSequenceNumber()).isEqualTo(MORE_THAN_A_PAGE - 1L);
    }

    @Test
    void a_stream_that_has_not_begun_is_empty() {
        engine.appendEvents(message(a, 0));

        assertThat(engine.readEvents(b.toString()).hasNext()).isFalse();
        assertThat(engine.lastSequenceNumberFor(b.toString())).isEmpty();
        assertThat(engine.readSnapshot(b.toString())).isEmpty();
    }

    @Test
    void the_last_sequence_number_is_that_of_the_last_event() {
        engine.appendEvents(messages(a, 0, 3));
        engine.appendEvents(message(b, 0));

        assertThat(engine.lastSequenceNumberFor(a.toString())).contains(3L);
        assertThat(engine.lastSequenceNumberFor(b.toString())).contains(0L);
    }

    @Test
    void an_event_that_no_aggregate_applied_is_in_the_journal_alone() {
        engine.appendEvents(new GenericEventMessage<>(opened("assets:cash"), Map.of("actor", "ada")));

        TrackedEventMessage<?> read = tracked(null).getFirst();

        assertThat(read).isNotInstanceOf(DomainEventMessage.class);
        assertThat(read.getPayload()).isEqualTo(opened("assets:cash"));
        assertThat(read.getMetaData()).isEqualTo(Map.of("actor", "ada"));
        assertThat(read.getTimestamp()).isEqualTo(NOON);
    }

    @Test
    void appending_nothing_changes_nothing() {
        engine.appendEvents(List.of());

        assertThat(tracked(null)).isEmpty();
    }

    @Test
    void the_journal_has_all_events_in_the_order_in_which_they_were_appended() {
        List<DomainEventMessage<Event>> first = messages(a, 0, MORE_THAN_A_PAGE - 1);
        DomainEventMessage<Event> last = message(b, 0);
        engine.appendEvents(first);
        engine.appendEvents(last);

        List<? extends TrackedEventMessage<?>> journal = tracked(null);

        assertThat(ids(journal)).startsWith(first.getFirst().getIdentifier()).endsWith(last.getIdentifier());
        assertThat(ids(journal.subList(0, MORE_THAN_A_PAGE))).isEqualTo(ids(first));
        for (int i = 1; i < journal.size(); i++) {
            TrackingToken before = journal.get(i - 1).trackingToken();
            TrackingToken token = journal.get(i).trackingToken();
            assertThat(token.covers(before)).isTrue();
            assertThat(before.covers(token)).isFalse();
        }
    }

    @Test
    void the_journal_is_read_from_behind_any_events_token() {
        engine.appendEvents(messages(a, 0, 3));
        List<? extends TrackedEventMessage<?>> journal = tracked(null);

        for (int i = 0; i < journal.size(); i++) {
            assertThat(ids(tracked(journal.get(i).trackingToken()))).isEqualTo(ids(journal.subList(i + 1, 4)));
        }
    }

    @Test
    void nothing_is_behind_the_head_but_what_is_appended_later() {
        TrackingToken empty = engine.createHeadToken();
        engine.appendEvents(messages(a, 0, 2));
        TrackingToken head = engine.createHeadToken();

        assertThat(tracked(head)).isEmpty();
        DomainEventMessage<Event> later = message(a, 3);
        engine.appendEvents(later);
        assertThat(ids(tracked(head))).containsExactly(later.getIdentifier());
        assertThat(tracked(empty)).hasSize(4);
    }

    @Test
    void everything_is_behind_the_tail() {
        assertThat(tracked(engine.createTailToken())).isEmpty();

        engine.appendEvents(messages(a, 0, 2));

        assertThat(tracked(engine.createTailToken())).hasSize(3);
    }

    @Test
    void behind_the_token_of_a_time_stands_the_first_event_that_is_not_earlier() {
        for (int second = 0; second < 5; second++) {
            clock.set(NOON.plusSeconds(10L * second));
            engine.appendEvents(message(a, 2L * second), message(a, 2L * second + 1));
        }

        assertThat(tracked(engine.createTokenAt(NOON.minusSeconds(1)))).hasSize(10);
        assertThat(tracked(engine.createTokenAt(NOON))).hasSize(10);
        assertThat(tracked(engine.createTokenAt(NOON.plusNanos(1_000)))).hasSize(8);
        assertThat(tracked(engine.createTokenAt(NOON.plusSeconds(20)))).hasSize(6);
        assertThat(tracked(engine.createTokenAt(NOON.plusSeconds(25)))).hasSize(4);
        assertThat(tracked(engine.createTokenAt(NOON.plusSeconds(40)))).hasSize(2);
        assertThat(tracked(engine.createTokenAt(NOON.plusSeconds(41)))).isEmpty();
    }

    @Test
    void a_time_has_a_token_also_where_nothing_has_happened() {
        TrackingToken token = engine.createTokenAt(NOON);
        engine.appendEvents(message(a, 0));

        assertThat(tracked(token)).hasSize(1);
    }

    @Test
    void a_snapshot_is_read_back_with_the_state_that_it_kept() {
        engine.storeSnapshot(snapshot(a, 3));

        DomainEventMessage<?> read = engine.readSnapshot(a.toString()).orElseThrow();

        assertThat(read.getAggregateIdentifier()).isEqualTo(a.toString());
        assertThat(read.getSequenceNumber()).isEqualTo(3);
        assertThat(read.getPayload())
                .isInstanceOf(Account.class)
                .hasToString(account(a, 3).toString());
        assertThat(engine.readSnapshot(b.toString())).isEmpty();
    }

    @Test
    void the_newest_snapshot_is_read_in_whatever_order_they_were_stored() {
        for (long sequence : new long[] {0, 1, 3, 2}) {
            engine.storeSnapshot(snapshot(a, sequence));
        }

        DomainEventMessage<?> read = engine.readSnapshot(a.toString()).orElseThrow();

        assertThat(read.getSequenceNumber()).isEqualTo(3);
        assertThat(read.getPayload()).hasToString(account(a, 3).toString());
    }

    private static Account account(StreamId stream, long sequence) {
        return new Account(
                stream,
                new AccountPath("assets:cash"),
                AccountType.ASSET,
                sequence + 1,
                Map.of(),
                Map.of(),
                Restrictions.NONE,
                Metadata.NONE);
    }

    private static DomainEventMessage<Account> snapshot(StreamId stream, long sequence) {
        return new GenericDomainEventMessage<>("account", stream.toString(), sequence, account(stream, sequence));
    }

    private List<? extends TrackedEventMessage<?>> tracked(@Nullable TrackingToken token) {
        return engine.readEvents(token, false).toList();
    }

    private static List<String> ids(List<? extends EventMessage<?>> events) {
        return events.stream().<String>map(EventMessage::getIdentifier).toList();
    }

    private static List<Long> sequences(DomainEventStream events) {
        return events.asStream().map(DomainEventMessage::getSequenceNumber).toList();
    }
}
