package io.pacioli.projections.position;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.projections.position.AppliedPosition.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AppliedPositionTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AppliedPosition applied = new AppliedPosition(2);
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        readers.shutdownNow();
    }

    @Test
    void a_position_that_is_reached_is_not_waited_for() throws Exception {
        applied.advance(7);

        assertThat(applied.await(7, Duration.ZERO)).isEqualTo(Wait.REACHED);
    }

    @Test
    void a_reader_goes_on_when_its_position_is_reached() throws Exception {
        Future<Wait> reader = waiting(5);

        applied.advance(4);
        assertThat(applied.waitingCount()).isEqualTo(1);
        applied.advance(5);

        assertThat(reader.get(10, SECONDS)).isEqualTo(Wait.REACHED);
        assertThat(applied.waitingCount()).isZero();
    }

    @Test
    void a_reader_gives_up_in_time_and_leaves_nothing_behind() throws Exception {
        assertThat(applied.await(5, Duration.ofMillis(1))).isEqualTo(Wait.TIMED_OUT);
        assertThat(applied.waitingCount()).isZero();
    }

    @Test
    void no_more_readers_wait_than_may() throws Exception {
        List<Future<Wait>> readersInTheWay = new ArrayList<>(List.of(waiting(5), waiting(6)));

        assertThat(applied.await(4, LONG)).isEqualTo(Wait.TOO_MANY_WAITING);

        applied.advance(6);
        for (Future<Wait> reader : readersInTheWay) {
            assertThat(reader.get(10, SECONDS)).isEqualTo(Wait.REACHED);
        }
    }

    @Test
    void the_position_never_goes_back() throws Exception {
        applied.advance(9);
        applied.advance(3);

        assertThat(applied.get()).isEqualTo(9);
        assertThat(applied.await(9, Duration.ZERO)).isEqualTo(Wait.REACHED);
    }

    @Test
    void an_interrupted_reader_leaves_nothing_behind() throws Exception {
        Future<Wait> reader = waiting(5);

        reader.cancel(true);
        awaitWaiting(0);

        assertThat(applied.waitingCount()).isZero();
    }

    @Test
    void whoever_gathers_a_batch_hears_of_the_first_reader_who_waits() throws Exception {
        Future<Boolean> gathering = readers.submit(() -> applied.awaitDemand(LONG));

        Future<Wait> reader = waiting(5);

        assertThat(gathering.get(10, SECONDS)).isTrue();
        assertThat(reader).isNotDone();
    }

    @Test
    void whoever_gathers_a_batch_does_not_wait_while_a_reader_does() throws Exception {
        Future<Wait> reader = waiting(5);

        assertThat(applied.awaitDemand(LONG)).isTrue();
        assertThat(reader).isNotDone();
    }

    @Test
    void whoever_gathers_a_batch_hears_that_nobody_waits() throws Exception {
        assertThat(applied.awaitDemand(Duration.ofNanos(1))).isFalse();
    }

    private Future<Wait> waiting(long position) throws InterruptedException {
        int before = applied.waitingCount();
        Future<Wait> reader = readers.submit(() -> applied.await(position, LONG));
        awaitWaiting(before + 1);
        return reader;
    }

    private void awaitWaiting(int count) throws InterruptedException {
        while (applied.waitingCount() != count) {
            Thread.onSpinWait();
        }
    }
}
