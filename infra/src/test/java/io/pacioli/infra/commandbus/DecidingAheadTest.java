package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.code;
import static io.pacioli.infra.commandbus.Answers.posted;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.SALES;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static io.pacioli.infra.commandbus.TestPipeline.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands are decided while the group before them is on its way to the disk, and nobody can tell. */
class DecidingAheadTest {

    /** Aggregates are not kept, so that every batch has to look them up. */
    private static final CommandBusSettings FORGETFUL =
            new CommandBusSettings(100, 1_000, 100, Duration.ofMinutes(1), 20_000, 0);

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void everything_that_was_stored_is_sound() {
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void a_command_is_decided_and_not_answered_while_the_one_before_it_is_being_stored() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            CountDownLatch decided = new CountDownLatch(1);
            CompletableFuture<Answer> before;
            CompletableFuture<Answer> after;
            try (HeldHead _ = new HeldHead(database)) {
                before = node.sending(sale("1.00"));
                after = node.sending(probe(decided));

                Waiting.on(decided);

                assertThat(before).isNotDone();
                assertThat(after).isNotDone();
            }
            recorded(before);
            assertThat(code(after.join())).isEqualTo(ProblemCode.LEDGER_NOT_FOUND);
        }
    }

    @Test
    void what_is_decided_on_top_of_what_is_on_its_way_sees_it() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            List<CompletableFuture<Answer>> sales = new ArrayList<>();
            try (HeldHead head = new HeldHead(database)) {
                sales.add(sendDecided(node, sale("1.00")));
                head.awaitWriters(1);
                for (int i = 1; i < 5; i++) {
                    sales.add(sendDecided(node, sale("1.00")));
                }
            }

            for (int i = 0; i < 5; i++) {
                assertThat(balance(sales.get(i).join(), CASH).debitsDecimal()).isEqualTo((i + 1) + ".00");
            }
            // Nor did any of them take itself for overtaken, which comes to the same answers in the end.
            assertThat(node.counted("pacioli.batches.overtaken")).isZero();
        }
    }

    @Test
    void a_copy_of_a_request_that_is_on_its_way_is_answered_as_the_first() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            PostTransaction sale = sale("1.00");
            String key = UUID.randomUUID().toString();
            CompletableFuture<Answer> first;
            CompletableFuture<Answer> copy;
            CompletableFuture<Answer> other;
            try (HeldHead _ = new HeldHead(database)) {
                first = node.sending(sale, key, "v1:one");
                CountDownLatch decided = new CountDownLatch(1);
                var _ = node.sending(probe(decided));
                Waiting.on(decided);
                copy = node.sending(sale, key, "v1:one");
                other = node.sending(sale("2.00"), key, "v1:other");
            }

            assertThat(recorded(first).replayed()).isFalse();
            assertThat(recorded(copy).replayed()).isTrue();
            assertThat(posted(copy.join())).isEqualTo(posted(first.join()));
            assertThat(code(other.join())).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        }
    }

    @Test
    void an_id_or_a_reference_that_is_on_its_way_is_taken() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            UUID id = UUID.randomUUID();
            CompletableFuture<Answer> first;
            CompletableFuture<Answer> sameId;
            CompletableFuture<Answer> sameReference;
            try (HeldHead _ = new HeldHead(database)) {
                first = sendDecided(node, sale("1.00", id, "INV-1"));
                sameId = node.sending(sale("1.00", id, null));
                sameReference = node.sending(sale("1.00", UUID.randomUUID(), "INV-1"));
            }

            recorded(first);
            assertThat(code(sameId.join())).isEqualTo(ProblemCode.TRANSACTION_EXISTS);
            assertThat(code(sameReference.join())).isEqualTo(ProblemCode.REFERENCE_TAKEN);
        }
    }

    @Test
    void aggregates_that_are_not_kept_are_looked_up_behind_what_is_on_its_way() throws Exception {
        try (TestPipeline node = new TestPipeline(database, database.service(), FORGETFUL).withBook(ChartPolicy.OPEN)) {
            CompletableFuture<Answer> first;
            CompletableFuture<Answer> second;
            try (HeldHead _ = new HeldHead(database)) {
                first = node.sending(sale("1.00"));
                second = node.sending(sale("1.00"));
            }

            recorded(first);
            assertThat(balance(second.join(), CASH).debitsDecimal()).isEqualTo("2.00");
        }
    }

    /** What a later command of its batch forgot, because it was undone, is on its way all the same. */
    @Test
    void an_account_that_was_opened_and_then_forgotten_is_looked_up_behind_what_is_on_its_way() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.STRICT)) {
            recorded(node.send(open(SALES, AccountType.INCOME)));
            PostTransaction unknownAccount =
                    transfer(CASH, new AccountPath("income:unknown"), "1.00", UUID.randomUUID(), null);
            CompletableFuture<Answer> opening;
            CompletableFuture<Answer> undone;
            CompletableFuture<Answer> sale;
            try (HeldHead _ = new HeldHead(database)) {
                try (Hold _ = new Hold(node)) {
                    opening = node.sending(open(CASH, AccountType.ASSET));
                    undone = node.sending(TestPipeline.batch(true, false, List.of(sale("1.00"), unknownAccount)));
                }
                sale = sendDecidedOrWaiting(node, sale("1.00"));
            }

            recorded(opening);
            assertThat(undone.join()).isInstanceOf(Answer.Rejected.class);
            assertThat(balance(sale.join(), CASH).debitsDecimal()).isEqualTo("1.00");
        }
    }

    @Test
    void what_was_decided_on_top_of_a_group_that_another_node_overtook_is_decided_again() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
                TestPipeline other = new TestPipeline(database)) {
            List<CompletableFuture<Answer>> sales = new ArrayList<>();
            CompletableFuture<Answer> overtaking;
            try (HeldHead head = new HeldHead(database)) {
                overtaking = other.sending(sale("10.00"));
                sales.add(sendDecided(node, sale("1.00")));
                head.awaitWriters(2);
                for (int i = 1; i < 4; i++) {
                    sales.add(sendDecided(node, sale("1.00")));
                }
            }

            recorded(overtaking);
            sales.forEach(Answers::recorded);
            assertThat(balance(node.send(sale("1.00")), CASH).debitsDecimal()).isEqualTo("15.00");
            assertThat(node.counted("pacioli.batches.overtaken") + other.counted("pacioli.batches.overtaken"))
                    .isPositive();
        }
    }

    @Test
    void what_was_decided_on_top_of_a_group_that_the_database_refused_is_told_so() throws Exception {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            List<CompletableFuture<Answer>> sales = new ArrayList<>();
            asOwner("alter table event_store.events add constraint shut check (position < 4) not valid");
            try (HeldHead head = new HeldHead(database)) {
                sales.add(sendDecided(node, sale("1.00")));
                head.awaitWriters(1);
                for (int i = 1; i < 4; i++) {
                    sales.add(sendDecided(node, sale("1.00")));
                }
            }

            sales.forEach(sale -> assertThat(Answers.refusal(sale).code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE));
            asOwner("alter table event_store.events drop constraint shut");
            assertThat(balance(node.send(sale("1.00")), CASH).debitsDecimal()).isEqualTo("1.00");
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Sends a command and waits until it has been decided, though it may not be stored. Of those sent before, few may be on their way
     * to the disk together: commands wait for half as many.
     */
    private static CompletableFuture<Answer> sendDecided(TestPipeline node, PostTransaction command)
            throws InterruptedException {
        CompletableFuture<Answer> answer = node.sending(command);
        CountDownLatch decided = new CountDownLatch(1);
        var _ = node.sending(probe(decided));
        Waiting.on(decided);
        return answer;
    }

    /** Sends a command after those before it have been taken: it is decided ahead of their being stored, or waits for that. */
    private static CompletableFuture<Answer> sendDecidedOrWaiting(TestPipeline node, PostTransaction command) {
        await().atMost(Waiting.PATIENCE).until(() -> node.bus().queued() == 0);
        CompletableFuture<Answer> answer = node.sending(command);
        await().atMost(Waiting.PATIENCE).until(() -> node.bus().queued() == 0);
        return answer;
    }

    private static OpenAccount open(AccountPath path, AccountType type) {
        return new OpenAccount(BOOK, path, type, null, Metadata.NONE);
    }

    private static Probe probe(CountDownLatch decided) {
        return new Probe(() -> {
            decided.countDown();
            return new Rejection.LedgerNotFound(BOOK);
        });
    }
}
