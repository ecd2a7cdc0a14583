package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SEED = 20_250_601;

    private final TestDatabase database = TestDatabase.fresh();
    private final CountingDataSource reading = new CountingDataSource(database.service());
    private final PostgresEventStorageEngine engine = TestStore.engine(reading);
    private final JournalEventStore eventStore = new JournalEventStore(engine);
    private final AppendSession session = TestStore.session(database.service());
    private final StreamId a = stream("a");
    private long sequence;

    @AfterEach
    void close() {
        session.close();
        database.close();
    }

    @Test
    void a_feed_has_everything_from_the_start_or_from_behind_a_token() throws Exception {
        engine.appendEvents(messages(a, 0, 4));

        assertThat(rest(eventStore.openStream(null))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(rest(eventStore.openStream(new GlobalSequenceTrackingToken(3))))
                .containsExactly(4L, 5L);
        assertThat(rest(eventStore.openStream(new GlobalSequenceTrackingToken(5))))
                .isEmpty();
    }

    @Test
    void events_of_this_node_and_of_others_come_in_order_whether_from_memory_or_from_the_database() throws Exception {
        Random random = new Random(SEED);
        BlockingStream<TrackedEventMessage<?>> close = eventStore.openStream(null);
        BlockingStream<TrackedEventMessage<?>> distant = eventStore.openStream(null);
        List<Long> seenClose = new ArrayList<>();
        List<Long> seenDistant = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int events = random.nextInt(1, 5);
            if (random.nextInt(3) == 0) {
                byAnotherNode(events);
                eventStore.reached(engine.head());
            } else {
                byThisNode(events);
            }
            seenClose.addAll(rest(close));
            if (random.nextInt(10) == 0) {
                seenDistant.add(position(distant.nextAvailable()));
            }
        }
        seenDistant.addAll(rest(distant));

        assertThat(seenClose).isEqualTo(through(engine.head()));
        assertThat(seenDistant).isEqualTo(through(engine.head()));
    }

    private static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    @Test
    void who_follows_closely_costs_the_database_nothing() throws Exception {
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        int asked = reading.asked();

        for (int i = 0; i < 20; i++) {
            byThisNode(3);
            assertThat(rest(feed)).hasSize(3);
        }

        assertThat(reading.asked()).isEqualTo(asked);
    }

    @Test
    void who_is_far_behind_has_it_read_ahead_a_thousand_at_a_time() throws Exception {
        engine.appendEvents(messages(a, 0, 2_499));
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        int asked = reading.asked();

        assertThat(feed.peek()).isPresent();
        await().atMost(PATIENCE).until(() -> reading.asked() == asked + 3);
        assertThat(rest(feed)).isEqualTo(through(2_500));

        assertThat(reading.asked()).isEqualTo(asked + 3);
    }

    @Test
    void who_was_far_behind_follows_closely_once_it_has_caught_up() throws Exception {
        engine.appendEvents(messages(a, 0, 2_499));
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        assertThat(feed.peek()).isPresent();
        sequence = 2_500;
        byThisNode(3);
        assertThat(rest(feed)).isEqualTo(through(2_503));
        int asked = reading.asked();

        byThisNode(2);

        assertThat(rest(feed)).containsExactly(2_504L, 2_505L);
        assertThat(reading.asked()).isEqualTo(asked);
    }

    @Test
    void nothing_is_read_ahead_for_a_feed_that_is_closed() throws Exception {
        engine.appendEvents(messages(a, 0, 1_999));
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        feed.close();
        assertThat(feed.peek()).isPresent();

        assertThat(rest(feed)).hasSizeBetween(1_000, 2_000);
        await().atMost(PATIENCE).until(() -> threads("pacioli-reading") == 0);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void peeking_takes_nothing_away() throws Exception {
        engine.appendEvents(messages(a, 0, 1));
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);

        assertThat(feed.peek()).isPresent();
        assertThat(feed.peek().orElseThrow()).isSameAs(feed.nextAvailable());
        assertThat(position(feed.peek().orElseThrow())).isEqualTo(2);
        feed.nextAvailable();
        assertThat(feed.peek()).isEmpty();
    }

    @Test
    void who_waits_is_woken_by_a_commit_of_this_node() throws Exception {
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        CompletableFuture<TrackedEventMessage<?>> next = nextOf(feed);

        byThisNode(1);

        assertThat(position(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))).isEqualTo(1);
    }

    @Test
    void who_waits_is_woken_by_word_of_another_nodes_commit() throws Exception {
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        CompletableFuture<TrackedEventMessage<?>> next = nextOf(feed);

        byAnotherNode(1);
        eventStore.reached(1);

        assertThat(position(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))).isEqualTo(1);
    }

    @Test
    void who_waits_for_a_while_is_woken_before_it_is_over() throws Exception {
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        CompletableFuture<Boolean> available = new CompletableFuture<>();
        awaitWaiting(Thread.ofPlatform().start(() -> complete(available, feed)));

        byThisNode(1);

        assertThat(available.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void complete(CompletableFuture<Boolean> available, BlockingStream<?> feed) {
        try {
            available.complete(feed.hasNextAvailable(10, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            available.completeExceptionally(e);
        }
    }

    @Test
    void where_nothing_comes_waiting_ends() throws Exception {
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);

        assertThat(feed.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(feed.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void what_is_committed_while_a_feed_opens_is_not_missed() throws Exception {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                byThisNode(1);
            }
        });
        List<BlockingStream<TrackedEventMessage<?>>> feeds = new ArrayList<>();
        while (!writing.isDone()) {
            feeds.add(eventStore.openStream(null));
        }
        writing.join();

        for (BlockingStream<TrackedEventMessage<?>> feed : feeds) {
            assertThat(rest(feed)).isEqualTo(through(100));
        }
    }

    @Test
    void the_callback_is_told_of_every_commit_until_the_feed_is_closed() {
        AtomicInteger told = new AtomicInteger();
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);
        assertThat(feed.setOnAvailableCallback(told::incrementAndGet)).isTrue();

        byThisNode(1);
        byThisNode(1);
        assertThat(told).hasValue(2);

        feed.close();
        byThisNode(1);
        assertThat(told).hasValue(2);
    }

    @Test
    void a_callback_that_fails_does_not_take_the_commit_or_other_feeds_down() throws Exception {
        Set<Integer> told = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 2; i++) {
            int one = i;
            eventStore.openStream(null).setOnAvailableCallback(() -> {
                told.add(one);
                throw new IllegalStateException("the processor has shut down");
            });
        }
        BlockingStream<TrackedEventMessage<?>> feed = eventStore.openStream(null);

        byThisNode(1);

        assertThat(told).containsExactlyInAnyOrder(0, 1);
        assertThat(rest(feed)).containsExactly(1L);
    }

    @Test
    void a_listener_that_fails_does_not_take_the_commit_or_other_listeners_down() {
        List<Long> told = new ArrayList<>();
        eventStore.onCommit(position -> {
            throw new IllegalStateException("nobody listens");
        });
        eventStore.onCommit(told::add);

        byThisNode(2);

        assertThat(told).containsExactly(2L);
    }

    private void byThisNode(int events) {
        try {
            Staging staging = new Staging();
            for (int i = 0; i < events; i++) {
                staging.add(message(a, sequence++));
            }
            Head head = session.lockHead();
            session.forgetChains();
            AppendSession.Appended appended = session.append(head.position(), head.recordedAt(), staging.facts())
                    .orElseThrow();
            eventStore.committed(appended.events(), appended.bytes());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void byAnotherNode(int events) {
        engine.appendEvents(messages(a, sequence, sequence + events - 1));
        sequence += events;
    }

    private static CompletableFuture<TrackedEventMessage<?>> nextOf(BlockingStream<TrackedEventMessage<?>> feed) {
        CompletableFuture<TrackedEventMessage<?>> next = new CompletableFuture<>();
        awaitWaiting(Thread.ofPlatform().start(() -> {
            try {
                next.complete(feed.nextAvailable());
            } catch (InterruptedException e) {
                next.completeExceptionally(e);
            }
        }));
        return next;
    }

    private static void awaitWaiting(Thread thread) {
        await().atMost(PATIENCE).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static List<Long> rest(BlockingStream<TrackedEventMessage<?>> feed) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        while (feed.hasNextAvailable()) {
            positions.add(position(feed.nextAvailable()));
        }
        return positions;
    }

    private static List<Long> through(long head) {
        return LongStream.rangeClosed(1, head).boxed().toList();
    }
}
