package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pacioli.infra.cli.service.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is sent when, and what is measured, by a clock and a service of the test's own. */
class LoadTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final BenchPlan PLAN = Plans.transfers(2, 1);
    private static final Requests REQUESTS = new Requests(PLAN);

    /** It answers each request a millisecond after it was sent, and nothing at all from one second on until two. */
    private static final class StallingService {
        private static final long LATENCY = MILLI;

        private record Sent(Exchange exchange, long answerAt) {}

        private final Load load;
        private final int connections;
        private final Queue<Sent> sent = new ArrayDeque<>();

        StallingService(Load load, int connections) {
            this.load = load;
            this.connections = connections;
        }

        void run() {
            for (long now = 0; !load.isDone(now); now += MILLI / 2) {
                while (!sent.isEmpty() && sent.element().answerAt() <= now) {
                    load.answered(sent.remove().exchange(), accepted(), now);
                }
                while (sent.size() < connections) {
                    Exchange next = load.next(now);
                    if (next == null) {
                        break;
                    }
                    boolean stalls = now + LATENCY >= SECOND && now + LATENCY < 2 * SECOND;
                    sent.add(new Sent(next, stalls ? 2 * SECOND : now + LATENCY));
                }
            }
        }
    }

    @Test
    void an_open_loop_counts_every_request_that_a_stall_kept_waiting() {
        Load load = load(new Phase(10, Long.MAX_VALUE, 4, 0, 10 * SECOND, 1_000));

        new StallingService(load, 4).run();

        Histogram latencies = load.measurements().latencies().get(Kind.TRANSFER);
        assertThat(latencies.getTotalCount()).isEqualTo(10_000);
        // A tenth of all requests fell due while nothing was answered; the first of them waited for a second.
        assertThat(latencies.getMaxValue() / (double) SECOND).isCloseTo(1, within(0.05));
        assertThat(latencies.getValueAtPercentile(95)).isGreaterThan(400 * MILLI);
        assertThat(latencies.getValueAtPercentile(50)).isLessThan(3 * MILLI);
        assertThat(load.unsent()).isZero();
    }

    @Test
    void a_closed_loop_counts_a_stall_once_for_each_connection() {
        Load load = load(new Phase(10, Long.MAX_VALUE, 4, 0, 10 * SECOND, 0));

        new StallingService(load, 4).run();

        Histogram latencies = load.measurements().latencies().get(Kind.TRANSFER);
        assertThat(latencies.getCountBetweenValues(100 * MILLI, 2 * SECOND)).isEqualTo(4);
        assertThat(latencies.getValueAtPercentile(99)).isLessThan(3 * MILLI);
    }

    @Test
    void what_falls_due_in_the_warm_up_is_not_measured_and_yet_entered_in_the_book() {
        OwnBook book = new OwnBook(PLAN, REQUESTS);
        Phase phase = new Phase(10, Long.MAX_VALUE, 1, SECOND, 2 * SECOND, 0);
        Load load = new Load(phase, REQUESTS, book, new Measurements(phase));
        Exchange early = load.next(SECOND - 2);
        load.answered(early, accepted(), SECOND - 1);
        Exchange measured = load.next(SECOND);
        load.answered(measured, accepted(), SECOND + MILLI);

        assertThat(load.measurements().latencies().get(Kind.TRANSFER).getTotalCount())
                .isEqualTo(1);
        assertThat(load.measurements().transactionsInTime()).isEqualTo(1);
        assertThat(book.transactions()).isEqualTo(2);
    }

    @Test
    void a_closed_loop_has_no_more_under_way_than_it_has_connections_even_while_some_wait_to_be_sent_again() {
        Load load = load(new Phase(10, Long.MAX_VALUE, 2, 0, SECOND, 0));
        Exchange first = load.next(0);
        load.next(0);
        assertThat(load.next(0)).isNull();

        load.answered(first, busy(), 1);

        assertThat(load.next(1)).isNull();
        assertThat(load.nanosUntilNext(1)).isEqualTo(SECOND);
    }

    @Test
    void what_was_turned_away_is_sent_again_after_the_time_that_was_asked_for_and_counted_by_its_code() {
        Load load = load(new Phase(10, 1, 1, 0, 9 * SECOND, 0));
        Exchange first = load.next(0);

        load.answered(first, busy(), MILLI);

        assertThat(load.next(SECOND)).isNull();
        assertThat(load.isDone(SECOND)).isFalse();
        assertThat(load.next(SECOND + MILLI)).isSameAs(first);
        load.answered(first, accepted(), SECOND + 2 * MILLI);
        assertThat(load.isDone(SECOND + 2 * MILLI)).isTrue();
        assertThat(load.measurements().errors()).containsExactly(Map.entry("QUEUE_FULL", 1L));
        assertThat(load.measurements().latencies().get(Kind.TRANSFER).getMaxValue())
                .isGreaterThan(SECOND);
        assertThat(load.unanswered()).isZero();
    }

    @Test
    void a_write_whose_answer_was_lost_is_sent_again_until_patience_ends_and_is_then_known_as_unanswered() {
        OwnBook book = new OwnBook(PLAN, REQUESTS);
        Phase phase = new Phase(10, 1, 1, 0, SECOND, 0);
        Load load = new Load(phase, REQUESTS, book, new Measurements(phase));
        long now = 0;
        List<Long> sentAt = new ArrayList<>();
        for (Exchange next = load.next(now); next != null; next = load.next(now)) {
            sentAt.add(now);
            load.cut(next, "CONNECTION_CUT", now);
            long wait = load.nanosUntilNext(now);
            now = wait == Load.NEVER ? now : now + wait;
        }

        assertThat(sentAt).hasSizeBetween(60, 70);
        assertThat(sentAt.getLast()).isLessThan(Exchange.PATIENCE_NANOS);
        assertThat(load.unanswered()).isEqualTo(1);
        assertThat(load.isDone(now)).isTrue();
        assertThat(book.transactions()).isZero();
    }

    @Test
    void a_rejected_write_is_an_error_and_not_sent_again() {
        Load load = load(new Phase(10, 1, 1, 0, SECOND, 0));

        load.answered(load.next(0), problem(422, "ACCOUNT_FROZEN", 0), MILLI);

        assertThat(load.isDone(MILLI)).isTrue();
        assertThat(load.unanswered()).isZero();
        assertThat(load.measurements().errors()).containsOnlyKeys("ACCOUNT_FROZEN");
        assertThat(load.measurements().latencies()).isEmpty();
    }

    @Test
    void a_rate_that_is_more_than_the_service_takes_ends_with_requests_that_were_not_sent_and_none_unanswered() {
        Load load = load(new Phase(10, Long.MAX_VALUE, 4, 0, 20 * SECOND, 100_000));

        new StallingService(load, 4).run();

        long sent = load.measurements().answered();
        assertThat(load.unanswered()).isZero();
        assertThat(load.unsent()).isEqualTo(2_000_000 - sent).isPositive();
        // It went on sending for as long as it may, and no longer.
        assertThat(load.measurements().latencies().get(Kind.TRANSFER).getMaxValue())
                .isBetween(Load.OVERTIME_NANOS_MAX, Load.OVERTIME_NANOS_MAX + 20 * SECOND);
    }

    @Test
    void an_open_loop_waits_for_what_is_under_way_as_long_as_an_answer_may_take_and_begins_nothing_new() {
        Load load = load(new Phase(10, Long.MAX_VALUE, 2, 0, SECOND, 100));
        Exchange answered = load.next(0);
        load.next(SECOND);
        long overtimeEnd = SECOND + Load.OVERTIME_NANOS_MAX;

        assertThat(load.next(overtimeEnd)).isNull();
        assertThat(load.nanosUntilNext(overtimeEnd)).isEqualTo(Load.NEVER);
        assertThat(load.isDone(overtimeEnd)).isFalse();
        load.answered(answered, accepted(), overtimeEnd);
        assertThat(load.isDone(overtimeEnd + Load.ANSWERS_NANOS_MAX - 1)).isFalse();
        assertThat(load.isDone(overtimeEnd + Load.ANSWERS_NANOS_MAX)).isTrue();
        assertThat(load.unsent()).isEqualTo(98);
        assertThat(load.unanswered()).isEqualTo(1);
    }

    @Test
    void a_read_that_is_never_answered_leaves_nothing_unknown() {
        BenchPlan plan = Plans.mixed(100, 2);
        Requests requests = new Requests(plan);
        Phase phase = new Phase(10, 1, 1, 0, SECOND, 0);
        Load load = new Load(phase, requests, new OwnBook(plan, requests), new Measurements(phase));
        load.next(0);

        assertThat(load.isDone(SECOND + Load.ANSWERS_NANOS_MAX)).isTrue();
        assertThat(load.unanswered()).isZero();
    }

    @Test
    void where_everything_has_to_be_there_nothing_new_is_sent_after_a_request_that_was_given_up() {
        Load load = load(Phase.allOf(10, 1_000, 2));
        int sent = 0;
        long now = 0;
        Set<Exchange> different = new HashSet<>();
        while (!load.isDone(now) && now < 10 * Load.ANSWERS_NANOS_MAX) {
            for (Exchange next = load.next(now); next != null; next = load.next(now)) {
                sent++;
                different.add(next);
                load.answered(next, busy(), now);
            }
            now += Math.min(SECOND, load.nanosUntilNext(now));
        }

        assertThat(now).isLessThanOrEqualTo(Exchange.PATIENCE_NANOS + SECOND);
        assertThat(different).hasSize(2);
        assertThat(sent).isGreaterThan(2);
        assertThat(load.unanswered()).isEqualTo(2);
    }

    @Test
    void a_load_without_an_end_by_time_waits_no_longer_for_a_service_that_accepts_nothing() {
        Load load = load(Phase.allOf(10, 2, 1));
        load.answered(load.next(0), accepted(), SECOND);
        load.answered(load.next(SECOND), busy(), 2 * SECOND);

        assertThat(load.isDone(SECOND + Load.ANSWERS_NANOS_MAX - 1)).isFalse();
        assertThat(load.isDone(SECOND + Load.ANSWERS_NANOS_MAX)).isTrue();
    }

    @Test
    void only_transfers_of_the_load_are_kept_to_be_sent_again() {
        OwnBook book = new OwnBook(PLAN, REQUESTS);
        for (int i = 0; i < 100_000; i++) {
            assertThat(book.chooseSample(Kind.OPENING)).isEqualTo(Exchange.NOT_SAMPLED);
            assertThat(book.chooseSample(Kind.BALANCE)).isEqualTo(Exchange.NOT_SAMPLED);
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat(book.chooseSample(Kind.TRANSFER)).isEqualTo(i);
        }
    }

    @Test
    void items_of_a_batch_that_were_refused_are_not_entered() {
        BenchPlan plan = Plans.batches(3, 10);
        Requests requests = new Requests(plan);
        OwnBook book = new OwnBook(plan, requests);
        Exchange exchange = new Exchange(5, Kind.BATCH, 0, 0, Exchange.NOT_SAMPLED);

        int posted = book.enter(exchange, new Answer(200, false, 0, null, """
                {"results":[{"status":"posted","transaction":{"status":"posted"}},{"status":"rejected"},{"status":"skipped"}]}""".getBytes(UTF_8)));

        assertThat(posted).isEqualTo(1);
        List<Long> amounts = new ArrayList<>();
        requests.transfers(5, (item, debited, credited, amount) -> amounts.add(amount));
        assertThat(sum(plan, book)).isEqualTo(amounts.getFirst());
    }

    private static long sum(BenchPlan plan, OwnBook book) {
        long sum = 0;
        for (int account = 0; account < plan.accounts(); account++) {
            sum += book.debits(account);
        }
        return sum;
    }

    private static Load load(Phase phase) {
        return new Load(phase, REQUESTS, new OwnBook(PLAN, REQUESTS), new Measurements(phase));
    }

    private static Answer accepted() {
        return new Answer(201, false, 0, null, new byte[0]);
    }

    private static Answer busy() {
        return problem(503, "QUEUE_FULL", SECOND);
    }

    private static Answer problem(int status, String code, long retryAfterNanos) {
        return new Answer(
                status,
                false,
                retryAfterNanos,
                null,
                "{\"code\":\"%s\"}".formatted(code).getBytes(UTF_8));
    }
}
