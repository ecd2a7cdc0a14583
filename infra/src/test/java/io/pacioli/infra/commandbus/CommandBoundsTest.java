package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.code;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.infra.postgres.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pipeline does when there is more than it can take, or when it has to end. */
class CommandBoundsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_command_that_finds_the_queue_full_is_refused_at_once_and_costs_the_others_nothing() {
        try (TestPipeline node = bounded(2, 100_000).withBook(ChartPolicy.OPEN)) {
            List<CompletableFuture<Answer>> taken = new ArrayList<>();
            CompletableFuture<Answer> refused;
            try (Hold _ = new Hold(node)) {
                taken.add(node.sending(sale("1.00")));
                taken.add(node.sending(sale("1.00")));
                refused = node.sending(sale("1.00"));

                assertThat(refused).isCompletedExceptionally();
            }

            assertThat(refusal(refused).code()).isEqualTo(ProblemCode.QUEUE_FULL);
            taken.forEach(Answers::recorded);
            recorded(node.send(sale("1.00")));
        }
    }

    @Test
    void a_queue_is_full_by_weight_too() {
        try (TestPipeline node = bounded(100, 10).withBook(ChartPolicy.OPEN)) {
            CompletableFuture<Answer> heavy;
            CompletableFuture<Answer> refused;
            try (Hold _ = new Hold(node)) {
                heavy = node.sending(TestPipeline.batch(false, true, Collections.nCopies(10, sale("1.00"))));
                refused = node.sending(sale("1.00"));

                assertThat(refused).isCompletedExceptionally();
            }

            assertThat(refusal(refused).code()).isEqualTo(ProblemCode.QUEUE_FULL);
            recorded(heavy);
        }
    }

    private TestPipeline bounded(int commandsMax, int weightMax) {
        CommandBusSettings settings =
                new CommandBusSettings(commandsMax, weightMax, 1_000, Duration.ofMinutes(10), 20_000, 1_000);
        return new TestPipeline(database, database.service(), settings);
    }

    @Test
    void a_command_that_waited_too_long_is_refused_undecided_and_never_executed() {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            AtomicBoolean executed = new AtomicBoolean();
            CommandBusSettings impatient = new CommandBusSettings(100, 100, 100, Duration.ofNanos(1), 20_000, 100);
            try (TestPipeline other = new TestPipeline(database, database.service(), impatient)) {
                CompletableFuture<Answer> probe = other.sending(new Probe(() -> executed.getAndSet(true)));
                CompletableFuture<Answer> sale = other.sending(sale("1.00"), "key-1", "v1:same");

                assertThat(refusal(probe).code()).isEqualTo(ProblemCode.DECISION_TIMED_OUT);
                assertThat(refusal(sale).code()).isEqualTo(ProblemCode.DECISION_TIMED_OUT);
            }

            assertThat(executed).isFalse();
            assertThat(node.engine().head()).isEqualTo(1);
            assertThat(recorded(node.sending(sale("1.00"), "key-1", "v1:same")).replayed())
                    .isFalse();
        }
    }

    @Test
    void closing_answers_what_was_taken_and_takes_nothing_more() throws Exception {
        List<CompletableFuture<Answer>> taken = new ArrayList<>();
        TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
        Thread closing;
        try (Hold _ = new Hold(node)) {
            for (int i = 0; i < 20; i++) {
                taken.add(node.sending(sale("1.00")));
            }
            closing = Thread.ofPlatform().start(node::close);
            await().atMost(PATIENCE).until(() -> node.bus().isClosed());

            CompletableFuture<Answer> late = node.sending(sale("1.00"));

            assertThat(late).isCompletedExceptionally();
            assertThat(refusal(late).code()).isEqualTo(ProblemCode.SHUTTING_DOWN);
            assertThat(taken).noneMatch(CompletableFuture::isDone);
        }

        assertThat(closing.join(PATIENCE)).isTrue();
        assertThat(taken).allMatch(CompletableFuture::isDone);
        taken.forEach(Answers::recorded);
        assertThat(node.engine().head()).isEqualTo(1 + 2 + 20);
    }

    @Test
    void what_still_waits_when_the_deciding_thread_ends_is_told_so() {
        CommandBusSettings oneByOne = new CommandBusSettings(100, 100, 1, Duration.ofMinutes(10), 20_000, 100);
        try (TestPipeline node = new TestPipeline(database, database.service(), oneByOne)) {
            CompletableFuture<Answer> interrupting;
            CompletableFuture<Answer> waiting;
            try (Hold _ = new Hold(node)) {
                interrupting = node.sending(new Probe(() -> {
                    Thread.currentThread().interrupt();
                    return new Rejection.LedgerNotFound(BOOK);
                }));
                waiting = node.sending(sale("1.00"));
            }

            assertThat(code(interrupting.join())).isEqualTo(ProblemCode.LEDGER_NOT_FOUND);
            assertThat(refusal(waiting).code()).isEqualTo(ProblemCode.SHUTTING_DOWN);
            assertThat(refusal(node.sending(sale("1.00"))).code()).isEqualTo(ProblemCode.SHUTTING_DOWN);
        }
    }
}
