package io.pacioli.infra.projection;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.eventstore.RecordedEvents;
import io.pacioli.projections.Book;
import io.pacioli.projections.batch.RestingPace;
import io.pacioli.projections.position.AppliedPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@Timeout(30)
class PacedEventSourceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 30);
    private static final Duration LINGER = Duration.ofMinutes(1);
    private static final int EVENTS_MAX = 10;
    private static final int POSTINGS_MAX = 6;

    private final Deque<TrackedEventMessage<?>> journal = new ArrayDeque<>();
    private final Book book = new Book();
    private final AtomicLong now = new AtomicLong();
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(AppliedPosition.class, RestingPace.class);
    private final AppliedPosition applied = context.getBean(AppliedPosition.class);
    private final RestingPace pace = context.getBean(RestingPace.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private BlockingStream<TrackedEventMessage<?>> stream;

    @BeforeEach
    void open() {
        ProjectionSettings settings = new ProjectionSettings(EVENTS_MAX, POSTINGS_MAX, LINGER, Duration.ofSeconds(5));
        stream = new PacedEventSource(token -> new FromMemory(), applied, pace, settings, () -> 0, now::get)
                .openStream(null);
        book.openLedger(Book.SHOP);
        book.openAccount(Book.SHOP, "assets:till");
        book.openAccount(Book.SHOP, "income:sales");
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        context.close();
    }

    @Test
    void an_event_after_a_pause_is_not_held_back() throws Exception {
        record();
        assertThat(stream.hasNextAvailable(1, MILLISECONDS)).isTrue();
        takeBatch();
        now.addAndGet(LINGER.toNanos());
        record();

        assertThat(stream.hasNextAvailable(1, MILLISECONDS)).isTrue();
    }

    @Test
    void a_quiet_journal_is_hardly_held_back() throws Exception {
        record();
        stream.hasNextAvailable(1, MILLISECONDS);
        takeBatch();
        now.addAndGet(LINGER.toNanos());
        record();
        stream.hasNextAvailable(1, MILLISECONDS);
        takeBatch();
        record();

        assertThat(stream.hasNextAvailable(1, MILLISECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            events, tookMillis, others, restMillis
            8000,   400,        0,      0
            8000,   400,        49,     0
            8000,   400,        50,     1200
            8000,   400,        2500,   1200
            8000,   400,        2501,   0
            0,      0,          5000,   0
            """, useHeadersInDisplayName = true)
    void full_batches_rest_as_long_as_they_gain_on_those_who_write(
            int events, long tookMillis, double others, long restMillis) {
        assertThat(PacedEventSource.restNanos(events, MILLISECONDS.toNanos(tookMillis), others))
                .isEqualTo(MILLISECONDS.toNanos(restMillis));
    }

    @Test
    void nothing_is_held_back_behind_a_full_batch() throws Exception {
        busily();
        now.addAndGet(LINGER.toNanos());
        for (int i = 0; i < 4; i++) {
            record();
        }
        stream.hasNextAvailable(1, MILLISECONDS);
        assertThat(takeBatch()).isEqualTo(POSTINGS_MAX / 2);

        assertThat(stream.hasNextAvailable(1, MILLISECONDS)).isTrue();
    }

    @Test
    void events_that_follow_each_other_fast_are_held_back_until_somebody_waits_for_them() throws Exception {
        busily();
        record();
        Future<Boolean> nextBatch = threads.submit((Callable<Boolean>) () -> stream.hasNextAvailable(1, SECONDS));

        Future<AppliedPosition.Wait> reader = threads.submit(() -> applied.await(3, LINGER));

        assertThat(nextBatch.get(10, SECONDS)).isTrue();
        assertThat(reader).isNotDone();
    }

    @Test
    void a_batch_rests_while_it_is_written_where_the_one_before_left_time_for_it() throws Exception {
        begin();
        record();
        stream.hasNextAvailable(1, MILLISECONDS);

        assertThat(pieces()).isGreaterThan(1);
    }

    @Test
    void a_batch_does_not_rest_where_the_one_before_took_all_the_time() throws Exception {
        busily();

        assertThat(pieces()).isOne();
    }

    @Test
    void rests_do_not_count_as_work() throws Exception {
        begin();
        pace.begin(1);
        pieces();
        assertThat(pace.restedNanos()).isPositive();
        now.addAndGet(Linger.NANOS_MIN / 5 * 3);
        record();
        stream.hasNextAvailable(1, MILLISECONDS);

        assertThat(pieces()).isGreaterThan(1);
    }

    private int pieces() throws SQLException {
        List<Integer> pieces = new ArrayList<>();
        pace.write(Collections.nCopies(1_000, "row"), rows -> pieces.add(rows.size()));
        return pieces.size();
    }

    @Test
    void nothing_lingers_where_nothing_has_come() throws Exception {
        record();
        stream.hasNextAvailable(1, MILLISECONDS);
        takeBatch();

        assertThat(stream.hasNextAvailable(1, MILLISECONDS)).isFalse();
        assertThat(stream.hasNextAvailable(0, MILLISECONDS)).isFalse();
    }

    @Test
    void a_batch_ends_when_it_has_enough_postings() throws Exception {
        for (int i = 0; i < 5; i++) {
            record();
        }
        stream.hasNextAvailable(1, MILLISECONDS);

        assertThat(takeBatch()).isEqualTo(3);

        now.addAndGet(LINGER.toNanos());
        assertThat(stream.hasNextAvailable(1, MILLISECONDS)).isTrue();
        assertThat(takeBatch()).isEqualTo(2);
    }

    /** Has each batch take all the time in which it gathers, until the next has to gather for the longest time, and begins another. */
    private void busily() throws InterruptedException {
        for (long linger = Linger.NANOS_MIN; linger < LINGER.toNanos(); linger *= 2) {
            begin();
            now.addAndGet(LINGER.toNanos());
        }
        begin();
    }

    private void begin() throws InterruptedException {
        record();
        stream.hasNextAvailable(1, MILLISECONDS);
        takeBatch();
    }

    private void record() {
        journal.add(RecordedEvents.message(book.transfer(Book.SHOP, DAY, "assets:till", "income:sales", 100)));
    }

    /** As the event processor does: the first event, then what can be seen. */
    private int takeBatch() throws InterruptedException {
        int taken = 0;
        do {
            stream.nextAvailable();
            taken++;
        } while (stream.peek().isPresent());
        return taken;
    }

    private final class FromMemory implements BlockingStream<TrackedEventMessage<?>> {
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(journal.peekFirst());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return !journal.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return journal.removeFirst();
        }

        @Override
        public void close() {
            journal.clear();
        }
    }
}
