package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.BOOK;
import static io.pacioli.infra.eventstore.TestEvents.OTHER_BOOK;
import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.opened;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.infra.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several writers that append, and fail, at once, under the eyes of readers. */
class ConcurrentAppendersTest {

    private static final int WRITERS = 4;
    private static final int APPENDS_EACH = 60;
    private static final int READERS = 2;
    private static final long SEED = 20_250_601;

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresEventStorageEngine engine = TestStore.engine(database.service());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void positions_come_in_commit_order_and_no_reader_skips_one() throws Exception {
        engine.appendEvents(message(stream("taken"), 0));
        CountDownLatch writing = new CountDownLatch(WRITERS);
        List<Future<Integer>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            writers.add(threads.submit(() -> append(writer, writing)));
        }
        List<Future<Long>> readers = new ArrayList<>();
        for (int r = 0; r < READERS; r++) {
            readers.add(threads.submit(() -> follow(writing)));
        }

        int appended = 1;
        for (Future<Integer> writer : writers) {
            appended += writer.get(2, TimeUnit.MINUTES);
        }
        for (Future<Long> reader : readers) {
            assertThat(reader.get(1, TimeUnit.MINUTES)).isEqualTo(appended);
        }
        assertThat(engine.head()).isEqualTo(appended);
        SoundJournal.assertSound(database.service());
    }

    /** Appends to streams of its own, and in between what has to fail; returns the number of events that were stored. */
    private int append(int writer, CountDownLatch writing) {
        Random random = new Random(SEED + writer);
        int stored = 0;
        try {
            for (int i = 0; i < APPENDS_EACH; i++) {
                LedgerId ledger = random.nextBoolean() ? BOOK : OTHER_BOOK;
                List<DomainEventMessage<Event>> events = new ArrayList<>();
                for (int n = random.nextInt(1, 5); n > 0; n--) {
                    events.add(message(stream(writer + "/" + stored), 0, opened(ledger, "assets:a" + stored)));
                    stored++;
                }
                if (random.nextInt(4) == 0) {
                    stored -= events.size();
                    events.add(message(stream("taken"), 0));
                    assertRefused(events);
                } else {
                    engine.appendEvents(events);
                }
            }
        } finally {
            writing.countDown();
        }
        return stored;
    }

    private void assertRefused(List<DomainEventMessage<Event>> events) {
        try {
            engine.appendEvents(events);
        } catch (AggregateStreamCreationException expected) {
            return;
        }
        throw new AssertionError("a stream began twice");
    }

    /** Polls as fast as it can and returns the last position that it has seen. */
    private long follow(CountDownLatch writing) {
        long position = 0;
        boolean ended = false;
        while (!ended) {
            // Asked before reading, so that what is read last is everything.
            ended = writing.getCount() == 0 && position >= engine.head();
            for (RecordedEventMessage event : engine.read(position, 100)) {
                assertThat(event.recorded().position()).isEqualTo(position + 1);
                position++;
            }
        }
        return position;
    }

    @Test
    void of_writers_that_contend_for_one_stream_each_sequence_number_is_won_once() throws Exception {
        engine.appendEvents(message(stream("hot"), 0));
        List<Future<Integer>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            writers.add(threads.submit(() -> {
                int won = 0;
                for (int i = 0; i < APPENDS_EACH; i++) {
                    long next = engine.lastSequenceNumberFor(stream("hot").toString())
                                    .orElseThrow()
                            + 1;
                    won += appends(new GenericDomainEventMessage<>(
                                    "test", stream("hot").toString(), next, opened("assets:hot")))
                            ? 1
                            : 0;
                }
                return won;
            }));
        }
        int won = 0;
        for (Future<Integer> writer : writers) {
            won += writer.get(2, TimeUnit.MINUTES);
        }

        assertThat(engine.lastSequenceNumberFor(stream("hot").toString())).contains((long) won);
        assertThat(engine.head()).isEqualTo(won + 1L);
        SoundJournal.assertSound(database.service());
    }

    private boolean appends(DomainEventMessage<?> event) {
        try {
            engine.appendEvents(event);
            return true;
        } catch (ConcurrencyException e) {
            return false;
        }
    }
}
