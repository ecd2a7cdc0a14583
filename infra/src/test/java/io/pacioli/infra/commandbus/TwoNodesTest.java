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

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes write to one database, and nobody can tell that they are two. */
class TwoNodesTest {

    private static final long SEED = 20_250_601;
    private static final int CLIENTS = 8;
    private static final int TRANSFERS_EACH = 60;
    private static final int ONE_IN_THIS_MANY_IS_SENT_TO_BOTH = 5;
    private static final List<AccountPath> ACCOUNTS = List.of(
            CASH,
            SALES,
            new AccountPath("assets:bank"),
            new AccountPath("liabilities:card"),
            new AccountPath("expenses:rent"));

    private final TestDatabase database = TestDatabase.fresh();
    private final LoggedErrors errors = new LoggedErrors();
    private final TestPipeline node = new TestPipeline(database);
    private final TestPipeline other = new TestPipeline(database);

    @AfterEach
    void everything_that_was_stored_is_sound() {
        node.close();
        other.close();
        errors.close();
        assertThat(errors.messages()).isEmpty();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void random_transfers_between_few_accounts_have_one_order_and_each_key_one_effect() throws Exception {
        node.withBook(ChartPolicy.OPEN);
        Map<String, List<Answer.Recorded>> answers = new ConcurrentHashMap<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                int client = c;
                running.add(clients.submit(() -> transferAtRandom(client, answers)));
            }
            for (Future<?> client : running) {
                client.get(2, TimeUnit.MINUTES);
            }
        }

        List<RecordedEvent> journal = journal();
        FoldedJournal folded = new FoldedJournal(journal);
        assertThat(folded.transactions()).hasSize(CLIENTS * TRANSFERS_EACH);
        assertThat(folded.sum()).isZero();
        assertThat(answers).hasSize(CLIENTS * TRANSFERS_EACH);
        answers.values().forEach(copies -> {
            assertThat(copies).filteredOn(copy -> !copy.replayed()).hasSize(1);
            for (Answer.Recorded copy : copies) {
                long position = copy.last().position();
                assertThat(copy.events())
                        .isEqualTo(
                                journal.subList((int) position - copy.events().size(), (int) position));
            }
        });
        assertThat(node.counted("pacioli.batches.overtaken") + other.counted("pacioli.batches.overtaken"))
                .isPositive();
    }

    private void transferAtRandom(int client, Map<String, List<Answer.Recorded>> answers) {
        Random random = new Random(SEED + client);
        long before = 0;
        for (int i = 0; i < TRANSFERS_EACH; i++) {
            List<AccountPath> accounts = new ArrayList<>(ACCOUNTS);
            Collections.shuffle(accounts, random);
            String amount = random.nextInt(1, 10_000) + ".00";
            PostTransaction transfer = transfer(accounts.get(0), accounts.get(1), amount, UUID.randomUUID(), null);
            String key = client + "/" + i;
            List<TestPipeline> nodes = new ArrayList<>(List.of(node, other));
            Collections.shuffle(nodes, random);
            int copies = random.nextInt(ONE_IN_THIS_MANY_IS_SENT_TO_BOTH) == 0 ? 2 : 1;
            List<CompletableFuture<Answer>> sent = nodes.subList(0, copies).stream()
                    .map(to -> to.sending(transfer, key, "v1:" + key))
                    .toList();
            List<Answer.Recorded> recorded =
                    sent.stream().map(Answers::recorded).toList();
            answers.put(key, recorded);
            // Whoever has an answer sees it in everything that they ask for next, of whichever node.
            assertThat(recorded.getFirst().last().position()).isGreaterThan(before);
            before = recorded.getFirst().last().position();
        }
    }

    private List<RecordedEvent> journal() {
        List<RecordedEvent> journal = new ArrayList<>();
        node.engine().readEvents(null, false).forEach(event -> journal.add(recordedOf(event)));
        return journal;
    }

    private static RecordedEvent recordedOf(TrackedEventMessage<?> event) {
        return ((RecordedEventMessage) event).recorded();
    }

    @Test
    void what_one_node_has_acknowledged_no_other_rejects() {
        node.withBook(ChartPolicy.STRICT);
        node.send(opening(CASH));
        node.send(opening(SALES));
        List<TestPipeline> nodes = List.of(node, other);
        for (int i = 0; i < 20; i++) {
            TestPipeline one = nodes.get(i % 2);
            TestPipeline another = nodes.get((i + 1) % 2);
            AccountPath account = new AccountPath("assets:a" + i);
            PostTransaction sale = transfer(account, SALES, "1.00", UUID.randomUUID(), "R-" + i);

            assertThat(code(another.send(sale))).isEqualTo(ProblemCode.ACCOUNT_NOT_OPEN);
            recorded(one.send(opening(account)));
            assertThat(balance(another.send(sale), account).balanceDecimal()).isEqualTo("1.00");

            assertThat(code(another.send(opening(account)))).isEqualTo(ProblemCode.ACCOUNT_EXISTS);
            assertThat(code(one.send(sale))).isEqualTo(ProblemCode.TRANSACTION_EXISTS);
            assertThat(code(one.send(transfer(CASH, SALES, "1.00", UUID.randomUUID(), "R-" + i))))
                    .isEqualTo(ProblemCode.REFERENCE_TAKEN);
        }
    }

    @Test
    void a_currency_that_was_registered_over_one_node_is_known_to_the_other_at_once() {
        node.withBook(ChartPolicy.OPEN);
        recorded(other.send(sale("1.00")));

        for (String code : List.of("USD", "CHF", "SEK")) {
            recorded(node.send(new RegisterCurrency(BOOK, Currency.of(code, 2))));
            assertThat(code(other.send(new RegisterCurrency(BOOK, Currency.of(code, 2)))))
                    .isEqualTo(ProblemCode.CURRENCY_EXISTS);
        }
    }

    private static OpenAccount opening(AccountPath path) {
        AccountType type = AccountType.named(path.firstSegment()).orElseThrow();
        return new OpenAccount(BOOK, path, type, null, Metadata.NONE);
    }

    @Test
    void a_node_that_was_idle_while_the_other_was_busy_knows_all_of_it() {
        node.withBook(ChartPolicy.OPEN);
        assertThat(balance(other.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("1.00");
        long sales = 0;
        for (int i = 0; i < 20; i++) {
            List<PostTransaction> items = new ArrayList<>();
            for (int j = 0; j < RecordBatch.ITEMS_MAX; j++) {
                items.add(sale("1.00"));
                sales++;
            }
            recorded(node.send(TestPipeline.batch(false, true, items)));
        }

        Answer answer = other.send(sale("1.00"));

        assertThat(balance(answer, CASH).balanceDecimal()).isEqualTo(sales + 2 + ".00");
        assertThat(posted(answer).balances().of(CASH).getFirst().version()).isEqualTo(sales + 3);
    }

    @Test
    void copies_of_one_request_that_reach_both_nodes_at_once_have_one_effect() {
        node.withBook(ChartPolicy.OPEN);
        List<CompletableFuture<Answer>> copies = new ArrayList<>();
        PostTransaction command = sale("1.00");
        for (int i = 0; i < 50; i++) {
            copies.add((i % 2 == 0 ? node : other).sending(command, "key-1", "v1:same"));
        }

        List<Answer.Recorded> answers = copies.stream().map(Answers::recorded).toList();

        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
        assertThat(answers)
                .extracting(Answer.Recorded::events)
                .containsOnly(answers.getFirst().events());
    }
}
