package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.SALES;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static io.pacioli.infra.commandbus.TestPipeline.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.SnapshotCodec;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.journal.AccountSnapshotCodec;
import io.pacioli.infra.postgres.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account is the same wherever it comes from: the cache, a snapshot, its events, or the batch that is being decided. */
class LoadingAggregatesTest {

    private static final int SALES_MADE = 200;

    /** As many as make a transaction of more than 64 KiB. */
    private static final int EMPLOYEES = 400;

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void everything_that_was_stored_is_sound() {
        SoundJournal.assertSound(database.service());
        database.close();
    }

    private void makeSales() throws SQLException {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            List<PostTransaction> items = new ArrayList<>();
            for (int i = 0; i < SALES_MADE; i++) {
                items.add(sale("1.00"));
            }
            recorded(node.send(TestPipeline.batch(false, true, items)));
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("sequence = " + SALES_MADE) == 2);
        }
    }

    private int snapshots(String condition) throws SQLException {
        try (Connection connection = database.service().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from snapshots.snapshot where " + condition)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_busy_account_is_loaded_from_its_snapshot_and_not_from_its_history() throws SQLException {
        makeSales();
        // Were the history read, it could not be.
        change("update event_store.events set revision = 99 where type = 'transaction-posted'");

        try (TestPipeline node = new TestPipeline(database)) {
            Answer answer = node.send(sale("1.00"));
            assertThat(balance(answer, CASH).balanceDecimal()).isEqualTo(SALES_MADE + 1 + ".00");
            assertThat(balance(answer, CASH).version()).isEqualTo(SALES_MADE + 2);
        }
        change("update event_store.events set revision = 1 where type = 'transaction-posted'");
    }

    private static PostTransaction payroll(int employees) {
        List<RequestedPosting> postings = new ArrayList<>();
        CurrencyCode eur = new CurrencyCode("EUR");
        postings.add(new RequestedPosting(CASH, Direction.CREDIT, new BigDecimal(employees), eur));
        for (int i = 1; i <= employees; i++) {
            postings.add(new RequestedPosting(employee(i), Direction.DEBIT, BigDecimal.ONE, eur));
        }
        return new PostTransaction(
                BOOK,
                new Identity(new TransactionId(UUID.randomUUID()), false),
                null,
                null,
                EffectiveAt.NOW,
                postings,
                Metadata.NONE);
    }

    private void payEmployees() throws SQLException {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            recorded(node.send(payroll(EMPLOYEES)));
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("sequence = 1") == EMPLOYEES + 1);
        }
    }

    private static AccountPath employee(int number) {
        return new AccountPath("liabilities:payroll:employee-" + number);
    }

    @Test
    void an_account_that_a_large_transaction_posts_to_is_loaded_from_a_snapshot() throws SQLException {
        try (TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            recorded(node.send(payroll(EMPLOYEES)));
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("sequence = 1") == EMPLOYEES + 1);
            recorded(node.send(transfer(employee(1), SALES, "1.00", UUID.randomUUID(), null)));
        }
        // Were the large one read, it could not be.
        change("update event_store.events set revision = 99 where length(payload::text) > 10000");

        try (TestPipeline node = new TestPipeline(database)) {
            Answer answer = node.send(transfer(employee(1), employee(2), "1.00", UUID.randomUUID(), null));
            assertThat(balance(answer, employee(1)).version()).isEqualTo(4);
            assertThat(balance(answer, employee(2)).balanceDecimal()).isEqualTo("0.00");
        }
        change("update event_store.events set revision = 1 where length(payload::text) > 10000");
    }

    @Test
    void an_account_that_took_long_to_load_is_kept_as_a_snapshot_when_it_is_posted_to() throws SQLException {
        payEmployees();
        change("delete from snapshots.snapshot");

        try (TestPipeline node = new TestPipeline(database)) {
            recorded(node.send(transfer(employee(1), employee(2), "1.00", UUID.randomUUID(), null)));
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("sequence = 2") == 2);
            recorded(node.send(transfer(employee(1), employee(2), "1.00", UUID.randomUUID(), null)));
            recorded(node.send(transfer(employee(3), employee(1), "1.00", UUID.randomUUID(), null)));
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("sequence = 2") == 3);
        }

        // What is small counts by its number alone: employee 1 was posted to twice more.
        assertThat(snapshots("true")).isEqualTo(3);
    }

    @Test
    void a_snapshot_in_the_form_of_another_version_is_passed_over_and_replaced() throws SQLException {
        makeSales();
        change("update snapshots.snapshot set revision = 99, state = '{}'");
        AtomicReference<TransactionPosted> made = new AtomicReference<>();

        try (TestPipeline node = new TestPipeline(database)) {
            node.eventStore().registerDispatchInterceptor(messages -> (index, message) -> {
                if (message.getPayload() instanceof TransactionPosted posted) {
                    made.set(posted);
                }
                return message;
            });
            CompletableFuture<Answer> first;
            CompletableFuture<Answer> failing;
            CompletableFuture<Answer> second;
            try (Hold _ = new Hold(node)) {
                first = node.sending(sale("1.00"));
                failing = node.sending(new Probe(() -> {
                    TransactionPosted again = made.get();
                    node.accounts().find(CASH.streamIn(BOOK)).orElseThrow().execute(account -> account.record(again));
                    throw new IllegalStateException("the handler's own");
                }));
                second = node.sending(sale("2.00"));
            }

            assertThat(balance(first.join(), CASH).balanceDecimal()).isEqualTo(SALES_MADE + 1 + ".00");
            assertThat(refusal(failing).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
            assertThat(balance(second.join(), CASH).balanceDecimal()).isEqualTo(SALES_MADE + 3 + ".00");
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("revision <> 99") == 2);
        }
    }

    @Test
    void a_snapshot_of_an_account_of_a_large_transaction_is_replaced_where_it_is_passed_over() throws SQLException {
        payEmployees();
        change("update snapshots.snapshot set revision = 99, state = '{}'");

        try (TestPipeline node = new TestPipeline(database)) {
            Answer answer = node.send(transfer(employee(1), employee(2), "1.00", UUID.randomUUID(), null));
            assertThat(balance(answer, employee(2)).balanceDecimal()).isEqualTo("0.00");
            await().atMost(Waiting.PATIENCE).until(() -> snapshots("revision <> 99") == 2);
        }
    }

    @Test
    void a_snapshot_that_cannot_be_taken_costs_no_command_its_answer() {
        try (TestPipeline node = new TestPipeline(
                        database, database.service(), CommandBusSettings.DEFAULT, new Failing())
                .withBook(ChartPolicy.OPEN)) {
            for (int i = 1; i <= 70; i++) {
                assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal())
                        .isEqualTo(i + ".00");
            }
        }
    }

    private static final class Failing implements SnapshotCodec<Account> {
        private final AccountSnapshotCodec codec = new AccountSnapshotCodec();

        @Override
        public Class<Account> root() {
            return codec.root();
        }

        @Override
        public String type() {
            return codec.type();
        }

        @Override
        public int revision() {
            return codec.revision();
        }

        @Override
        public JsonBytes write(Account root) {
            throw new IllegalStateException("there is an account that nobody has thought of");
        }

        @Override
        public Account read(JsonBytes state) {
            return codec.read(state);
        }
    }

    @Test
    void what_was_used_last_stays_in_memory_however_often_something_else_was_used_before() throws SQLException {
        CommandBusSettings roomForFive =
                new CommandBusSettings(4_096, 100_000, 1_000, Duration.ofMinutes(1), 20_000, 5);
        try (TestPipeline node =
                new TestPipeline(database, database.service(), roomForFive).withBook(ChartPolicy.OPEN)) {
            recorded(node.send(sale("1.00")));
            for (int i = 0; i < 20; i++) {
                recorded(node.send(paid(1, 2)));
            }
            recorded(node.send(sale("1.00")));
            recorded(node.send(paid(3, 4)));
            // Whatever has to be loaded now cannot be.
            change("update event_store.events set revision = 99");

            assertThat(balance(node.send(sale("1.00")), CASH).version()).isEqualTo(4);
            assertThat(balance(node.send(paid(3, 4)), employee(4)).version()).isEqualTo(3);
            assertThat(refusal(node.sending(paid(1, 2))).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        }
        change("update event_store.events set revision = 1");
    }

    private static PostTransaction paid(int from, int to) {
        return transfer(employee(from), employee(to), "1.00", UUID.randomUUID(), null);
    }

    @Test
    void a_cache_that_keeps_next_to_nothing_changes_no_balance() {
        Random random = new Random(20_250_601);
        List<AccountPath> accounts =
                List.of(CASH, SALES, new AccountPath("assets:bank"), new AccountPath("expenses:rent"));
        CommandBusSettings forgetful = new CommandBusSettings(4_096, 100_000, 7, Duration.ofMinutes(1), 20_000, 1);
        try (TestPipeline node = new TestPipeline(database, database.service(), forgetful).withBook(ChartPolicy.OPEN)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int debited = random.nextInt(accounts.size());
                int credited = (debited + random.nextInt(1, accounts.size())) % accounts.size();
                answers.add(node.sending(
                        transfer(accounts.get(debited), accounts.get(credited), "1.00", UUID.randomUUID(), null)));
            }
            FoldedJournal folded = new FoldedJournal(answers.stream()
                    .flatMap(answer -> recorded(answer).events().stream())
                    .toList());

            assertThat(folded.transactions()).hasSize(200);
            assertThat(folded.sum()).isZero();
        }
    }
}
