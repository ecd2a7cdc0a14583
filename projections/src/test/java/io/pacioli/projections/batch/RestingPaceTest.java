package io.pacioli.projections.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.projections.position.AppliedPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@Timeout(30)
class RestingPaceTest {

    private static final int PIECE = RestingPace.PIECE_ROWS;
    private static final List<Integer> ROWS =
            IntStream.range(0, 2 * PIECE + 5).boxed().toList();

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(AppliedPosition.class);
    private final AppliedPosition applied = context.getBean(AppliedPosition.class);
    private final AtomicLong clock = new AtomicLong();
    private final RestingPace pace = new RestingPace(applied, clock::incrementAndGet);
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> written = new ArrayList<>();

    @AfterEach
    void end() {
        readers.shutdownNow();
        context.close();
    }

    @Test
    void without_rests_everything_is_one_statement() throws Exception {
        pace.begin(0);

        pace.write(ROWS, written::add);

        assertThat(written).containsExactly(ROWS);
        assertThat(pace.restedNanos()).isZero();
    }

    @Test
    void with_rests_there_are_pieces_of_everything_in_its_order_and_a_rest_between_two_of_them() throws Exception {
        pace.begin(1);

        pace.write(ROWS, written::add);

        assertThat(written)
                .containsExactly(
                        ROWS.subList(0, PIECE), ROWS.subList(PIECE, 2 * PIECE), ROWS.subList(2 * PIECE, ROWS.size()));
        assertThat(pace.restedNanos()).isEqualTo(2);
    }

    @Test
    void what_was_rested_counts_from_the_beginning_of_the_batch() throws Exception {
        pace.begin(1);
        pace.write(ROWS, written::add);

        pace.begin(1);

        assertThat(pace.restedNanos()).isZero();
    }

    @Test
    void few_rows_are_one_statement_and_none_are_none() throws Exception {
        pace.begin(1);

        pace.write(ROWS.subList(0, PIECE), written::add);
        pace.write(List.<Integer>of(), written::add);

        assertThat(written).containsExactly(ROWS.subList(0, PIECE));
        assertThat(pace.restedNanos()).isZero();
    }

    @Test
    void a_batch_that_has_rested_for_long_enough_is_written_at_once() throws Exception {
        RestingPace slow = new RestingPace(applied, () -> clock.addAndGet(RestingPace.RESTED_NANOS_MAX - 1));
        List<Integer> many = Collections.nCopies(5 * PIECE, 1);
        slow.begin(1);

        slow.write(many, written::add);

        assertThat(written)
                .containsExactly(
                        many.subList(0, PIECE), many.subList(PIECE, 2 * PIECE), many.subList(2 * PIECE, many.size()));
    }

    @Test
    void a_rest_is_bounded_however_long_a_piece_has_taken() throws Exception {
        pace.begin(1);

        pace.write(ROWS, rows -> {
            written.add(rows);
            clock.addAndGet(Duration.ofDays(1).toNanos());
        });

        assertThat(written).hasSize(3);
    }

    @Test
    void once_a_request_waits_the_rest_is_written_at_once() throws Exception {
        Future<?> reader = readers.submit(() -> applied.await(1, Duration.ofMinutes(1)));
        while (applied.waitingCount() == 0) {
            Thread.onSpinWait();
        }
        pace.begin(1);

        pace.write(ROWS, written::add);
        pace.write(ROWS, written::add);

        assertThat(written).containsExactly(ROWS.subList(0, PIECE), ROWS.subList(PIECE, ROWS.size()), ROWS);
        assertThat(reader).isNotDone();
    }

    @Test
    void whoever_is_interrupted_writes_the_rest_at_once_and_stays_interrupted() throws Exception {
        pace.begin(1);
        Thread.currentThread().interrupt();

        pace.write(ROWS, written::add);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).containsExactly(ROWS.subList(0, PIECE), ROWS.subList(PIECE, ROWS.size()));
    }

    @Test
    void nothing_is_written_behind_a_piece_that_fails() {
        pace.begin(1);

        assertThatThrownBy(() -> pace.write(ROWS, rows -> {
                    written.add(rows);
                    throw new SQLException("no");
                }))
                .hasMessage("no");
        assertThat(written).hasSize(1);
    }
}
