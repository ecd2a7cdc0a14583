package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Backpressure.REST_NANOS_MAX;
import static io.pacioli.infra.commandbus.Backpressure.STANDSTILL_NANOS;
import static io.pacioli.infra.commandbus.TestPipeline.batch;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.infra.postgres.TestDatabase;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackpressureTest {

    private static final int BEHIND_MAX = 1_000;
    private static final long TOOK = TimeUnit.MILLISECONDS.toNanos(80);

    private final AtomicLong applied = new AtomicLong(5_000);
    private final AtomicLong nanos = new AtomicLong(-7);
    private final AtomicLong rested = new AtomicLong();
    private final Backpressure backpressure = new Backpressure(BEHIND_MAX, applied::get, nanos::get, rested::addAndGet);

    @Test
    void nobody_rests_while_the_read_tables_are_no_further_behind_than_they_may_be() {
        assertThat(restBehind(0)).isZero();
        assertThat(restBehind(BEHIND_MAX)).isZero();
        // A position may be announced here before the commit that brought it is.
        assertThat(restBehind(-1)).isZero();
    }

    @Test
    void rests_grow_with_what_is_missing_up_to_what_the_group_took() {
        assertThat(restBehind(BEHIND_MAX + BEHIND_MAX / 4)).isEqualTo(TOOK / 4);
        assertThat(restBehind(2 * BEHIND_MAX)).isEqualTo(TOOK);
        assertThat(restBehind(7 * BEHIND_MAX)).isEqualTo(TOOK);
    }

    @Test
    void no_rest_is_long_enough_to_be_felt_as_a_stall() {
        assertThat(backpressure.restAfter(applied.get() + 2 * BEHIND_MAX, TimeUnit.SECONDS.toNanos(9)))
                .isEqualTo(REST_NANOS_MAX);
    }

    @Test
    void read_tables_that_stand_still_are_not_waited_for() {
        nanos.addAndGet(STANDSTILL_NANOS);
        assertThat(restBehind(2 * BEHIND_MAX)).isEqualTo(TOOK);

        nanos.addAndGet(1);
        assertThat(restBehind(2 * BEHIND_MAX)).isZero();

        applied.incrementAndGet();
        assertThat(restBehind(2 * BEHIND_MAX)).isEqualTo(TOOK);
    }

    @Test
    void nor_are_read_tables_that_have_a_long_way_to_go() {
        assertThat(restBehind(10 * BEHIND_MAX)).isEqualTo(TOOK);
        assertThat(restBehind(10 * BEHIND_MAX + 1)).isZero();
    }

    private long restBehind(long events) {
        rested.set(0);
        long rest = backpressure.restAfter(applied.get() + events, TOOK);
        assertThat(rested).hasValue(rest);
        return rest;
    }

    @Test
    void a_group_is_answered_before_the_rest_after_it() throws InterruptedException {
        AtomicReference<CompletableFuture<Answer>> sale = new AtomicReference<>();
        // They move whenever they are looked at: however slow the machine, they do not stand still.
        AtomicLong readTables = new AtomicLong();
        BlockingQueue<Boolean> answeredBeforeRest = new LinkedBlockingQueue<>();
        CommandBusSettings settings = new CommandBusSettings(100, 10_000, 100, Duration.ofMinutes(10), BEHIND_MAX, 100);
        try (TestDatabase database = TestDatabase.fresh();
                TestPipeline node = new TestPipeline(
                                database,
                                settings,
                                readTables::incrementAndGet,
                                rest -> answeredBeforeRest.add(sale.get().isDone()))
                        .withBook(ChartPolicy.OPEN)) {
            recorded(node.send(sales(BEHIND_MAX - 10)));
            assertThat(answeredBeforeRest).isEmpty();

            try (Hold _ = new Hold(node)) {
                sale.set(node.sending(sales(100)));
            }

            recorded(sale.get());
            assertThat(answeredBeforeRest.poll(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static RecordBatch sales(int count) {
        return batch(
                false, true, Stream.generate(() -> sale("1.00")).limit(count).toList());
    }
}
