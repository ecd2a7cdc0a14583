package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.SALES;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingCommandBusTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void a_posted_transaction_is_answered_with_its_place_in_the_journal_and_the_balances_after_it() {
        Answer.Recorded answer = recorded(node.send(sale("12.34")));

        assertThat(answer.replayed()).isFalse();
        assertThat(answer.events()).extracting(RecordedEvent::position).containsExactly(2L, 3L, 4L);
        assertThat(answer.last().journalNumber()).isEqualTo(4);
        TransactionPosted posted = (TransactionPosted) answer.last().event();
        assertThat(posted.balances().of(CASH).getFirst().balanceDecimal()).isEqualTo("12.34");
        assertThat(posted.balances().of(SALES).getFirst().balanceDecimal()).isEqualTo("12.34");
    }

    @Test
    void one_key_posts_once_whether_its_copies_come_together_or_later_or_to_another_node() {
        PostTransaction command = sale("1.00");
        List<CompletableFuture<Answer>> copies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            copies.add(node.sending(command, "key-1", "v1:same"));
        }
        List<Answer.Recorded> answers =
                copies.stream().map(copy -> recorded(copy.join())).toList();

        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
        assertThat(answers)
                .extracting(Answer.Recorded::events)
                .containsOnly(answers.getFirst().events());
        try (TestPipeline other = new TestPipeline(database)) {
            Answer.Recorded replay =
                    recorded(other.sending(command, "key-1", "v1:same").join());
            assertThat(replay.replayed()).isTrue();
            assertThat(replay.events()).isEqualTo(answers.getFirst().events());
        }
        assertThat(node.engine().head()).isEqualTo(4);
    }

    @Test
    void a_key_that_comes_with_another_request_is_refused() {
        node.sending(sale("1.00"), "key-1", "v1:one").join();

        assertThat(code(node.sending(sale("2.00"), "key-1", "v1:two").join()))
                .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void a_key_whose_request_was_rejected_may_succeed_later() {
        PostTransaction first = sale("1.00", UUID.randomUUID(), "R-1");
        node.send(first);
        PostTransaction rejected = sale("1.00", UUID.randomUUID(), "R-1");

        assertThat(code(node.send(rejected, "key-1"))).isEqualTo(ProblemCode.REFERENCE_TAKEN);
        assertThat(recorded(node.send(sale("1.00"), "key-1")).replayed()).isFalse();
    }

    @Test
    void a_transaction_id_and_a_reference_are_taken_once_also_within_one_batch() {
        UUID id = UUID.randomUUID();
        List<PostTransaction> items = List.of(
                sale("1.00", id, "R-1"), sale("2.00", id, "R-2"), sale("3.00", UUID.randomUUID(), "R-1"), sale("4.00"));

        Answer.Recorded answer = recorded(node.send(TestPipeline.batch(false, true, items)));

        BatchRecorded outcome = (BatchRecorded) answer.last().event();
        assertThat(outcome.outcomes().get(0)).isInstanceOf(ItemOutcome.Accepted.class);
        assertThat(((ItemOutcome.Rejected) outcome.outcomes().get(1)).code()).isEqualTo(ProblemCode.TRANSACTION_EXISTS);
        assertThat(((ItemOutcome.Rejected) outcome.outcomes().get(2)).code()).isEqualTo(ProblemCode.REFERENCE_TAKEN);
        assertThat(outcome.outcomes().get(3)).isInstanceOf(ItemOutcome.Accepted.class);
    }

    @Test
    void an_atomic_batch_that_fails_half_way_leaves_no_trace() {
        node.send(sale("10.00"));
        PostTransaction unknownCurrency = TestPipeline.transfer(
                CASH, new io.pacioli.domain.account.AccountPath("nowhere:else"), "1.00", UUID.randomUUID(), null);

        Answer answer = node.send(
                TestPipeline.batch(true, true, List.of(sale("1.00", UUID.randomUUID(), "R-9"), unknownCurrency)));

        assertThat(code(answer)).isEqualTo(ProblemCode.BATCH_REJECTED);
        assertThat(node.engine().head()).isEqualTo(4);
        TransactionPosted next = (TransactionPosted) recorded(node.send(sale("1.00", UUID.randomUUID(), "R-9")))
                .last()
                .event();
        assertThat(next.balances().of(CASH).getFirst().balanceDecimal()).isEqualTo("11.00");
        assertThat(next.balances().of(CASH).getFirst().version()).isEqualTo(3);
    }

    @Test
    void two_nodes_that_post_to_one_account_lose_nothing() {
        try (TestPipeline other = new TestPipeline(database)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                TestPipeline sender = i % 2 == 0 ? node : other;
                answers.add(sender.sending(sale("1.00"), "key-" + i, "v1:" + i));
            }
            answers.forEach(CompletableFuture::join);

            TransactionPosted last = (TransactionPosted)
                    recorded(other.send(sale("1.00"))).last().event();
            assertThat(last.balances().of(CASH).getFirst().balanceDecimal()).isEqualTo("201.00");
            assertThat(last.balances().of(CASH).getFirst().version()).isEqualTo(202);
        }
    }

    @Test
    void a_node_that_starts_anew_loads_a_busy_account_from_its_snapshot() throws Exception {
        for (int i = 0; i < 3; i++) {
            List<PostTransaction> items = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                items.add(sale("1.00"));
            }
            node.send(TestPipeline.batch(false, true, items));
        }
        try (TestPipeline other = new TestPipeline(database)) {
            TransactionPosted next = (TransactionPosted)
                    recorded(other.send(sale("1.00"))).last().event();
            assertThat(next.balances().of(CASH).getFirst().balanceDecimal()).isEqualTo("301.00");
            assertThat(next.balances().of(CASH).getFirst().version()).isEqualTo(302);
        }
    }

    private static Answer.Recorded recorded(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        return (Answer.Recorded) answer;
    }

    private static ProblemCode code(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Rejected.class);
        return ((Answer.Rejected) answer).rejection().code();
    }
}
