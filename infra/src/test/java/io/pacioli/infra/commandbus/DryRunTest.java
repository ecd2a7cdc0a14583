package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.balanceTriedOut;
import static io.pacioli.infra.commandbus.Answers.code;
import static io.pacioli.infra.commandbus.Answers.posted;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.triedOut;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static io.pacioli.infra.commandbus.TestPipeline.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dry run is answered as the real command would be, and afterwards nobody can tell that there was one. */
class DryRunTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final UUID POSTED = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final String KEY = "key-1";
    private static final String FINGERPRINT = "v1:one";

    private final TestDatabase database = TestDatabase.fresh();
    private final LoggedErrors errors = new LoggedErrors();

    /** Time stands still, so that what was foretold and what came of it can be equal. */
    private final TestPipeline node =
            new TestPipeline(database, Clock.fixed(NOW, ZoneOffset.UTC)).withBook(ChartPolicy.OPEN);

    @AfterEach
    void everything_that_was_stored_is_sound() {
        node.close();
        errors.close();
        assertThat(errors.messages()).isEmpty();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    static List<Command> commands() {
        return List.of(
                new OpenLedger(
                        LedgerId.of("other"), new LedgerName("Other"), ZoneOffset.UTC, ChartPolicy.STRICT, List.of()),
                new RegisterCurrency(BOOK, Currency.of("USD", 2)),
                opening("assets:bank"),
                sale("1.00", UUID.randomUUID(), "R-1"),
                reversal(),
                TestPipeline.batch(true, false, List.of(sale("1.00", UUID.randomUUID(), "R-1"), sale("2.00"))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_dry_run_foretells_what_the_same_request_leads_to_and_leaves_no_trace_of_itself(Command command)
            throws SQLException {
        recorded(node.send(sale("10.00", POSTED, null)));
        long head = node.engine().head();
        double events = node.counted("pacioli.events");
        String stored = rows();

        Answer.DryRun first = triedOut(node.tryingOut(command, KEY, FINGERPRINT));
        Answer.DryRun second = triedOut(node.tryingOut(command, KEY, FINGERPRINT));

        assertThat(second).isEqualTo(first);
        assertThat(first.decidedAt()).isAfter(NOW);
        assertThat(node.engine().head()).isEqualTo(head);
        assertThat(node.eventStore().knownHead()).isEqualTo(head);
        assertThat(node.counted("pacioli.events")).isEqualTo(events);
        assertThat(rows()).isEqualTo(stored);

        Answer.Recorded real = recorded(node.sending(command, KEY, FINGERPRINT));

        assertThat(real.replayed()).isFalse();
        assertThat(real.events()).extracting(RecordedEvent::event).isEqualTo(first.events());
        assertThat(real.events().getFirst().position()).isEqualTo(head + 1);
        assertThat(real.events().getFirst().recordedAt()).isEqualTo(first.decidedAt());
    }

    @Test
    void the_commands_of_a_batch_are_seen_by_its_dry_runs_and_do_not_see_them() {
        PostTransaction later = sale("2.00", UUID.randomUUID(), "R-1");
        OpenAccount opening = opening("assets:bank");
        CompletableFuture<Answer> before;
        CompletableFuture<Answer> sameRequest;
        CompletableFuture<Answer> sameReference;
        CompletableFuture<Answer> opened;
        CompletableFuture<Answer> real;
        CompletableFuture<Answer> after;
        CompletableFuture<Answer> openedForReal;
        CompletableFuture<Answer> taken;
        try (Hold _ = new Hold(node)) {
            before = node.sending(sale("1.00"));
            sameRequest = node.tryingOut(later, KEY, FINGERPRINT);
            sameReference = node.tryingOut(sale("5.00", UUID.randomUUID(), "R-1"));
            opened = node.tryingOut(opening);
            real = node.sending(later, KEY, FINGERPRINT);
            after = node.tryingOut(sale("4.00"));
            openedForReal = node.sending(opening);
            taken = node.tryingOut(later);
        }

        assertThat(balance(before.join(), CASH).balanceDecimal()).isEqualTo("1.00");
        assertThat(balanceTriedOut(sameRequest, CASH).balanceDecimal()).isEqualTo("3.00");
        assertThat(balanceTriedOut(sameReference, CASH).balanceDecimal()).isEqualTo("6.00");
        triedOut(opened);
        assertThat(recorded(real).replayed()).isFalse();
        assertThat(balance(real.join(), CASH).balanceDecimal()).isEqualTo("3.00");
        assertThat(balance(real.join(), CASH).version()).isEqualTo(3);
        assertThat(balanceTriedOut(after, CASH).balanceDecimal()).isEqualTo("7.00");
        assertThat(balanceTriedOut(after, CASH).version()).isEqualTo(4);
        recorded(openedForReal);
        assertThat(code(taken.join())).isEqualTo(ProblemCode.TRANSACTION_EXISTS);
        assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("4.00");
    }

    /** So many that snapshots are due, in which nothing may be of what was undone. */
    @Test
    void dry_runs_between_the_transactions_of_a_busy_account_change_none_of_its_balances() throws SQLException {
        int sales = 100;
        List<CompletableFuture<Answer>> real = new ArrayList<>();
        List<CompletableFuture<Answer>> dry = new ArrayList<>();
        try (Hold _ = new Hold(node)) {
            for (int i = 0; i < sales; i++) {
                dry.add(node.tryingOut(sale("0.50")));
                real.add(node.sending(sale("1.00")));
            }
        }
        for (int i = 0; i < sales; i++) {
            assertThat(balanceTriedOut(dry.get(i), CASH).balanceDecimal()).isEqualTo(i + ".50");
            assertThat(balance(real.get(i).join(), CASH).balanceDecimal()).isEqualTo(i + 1 + ".00");
        }
        for (int i = 0; i < sales; i++) {
            assertThat(balanceTriedOut(node.tryingOut(sale("0.50")), CASH).balanceDecimal())
                    .isEqualTo(sales + ".50");
        }
        await().atMost(Waiting.PATIENCE).until(() -> count("snapshots.snapshot") == 2);

        try (TestPipeline fresh = new TestPipeline(database)) {
            assertThat(balance(fresh.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo(sales + 1 + ".00");
        }
    }

    @Test
    void a_key_that_was_used_for_real_is_answered_as_ever_wherever_its_first_use_is_by_now() throws Exception {
        PostTransaction sale = sale("1.00");
        List<CompletableFuture<Answer>> copies = new ArrayList<>();
        List<CompletableFuture<Answer>> others = new ArrayList<>();
        CompletableFuture<Answer> first;
        try (HeldHead _ = new HeldHead(database)) {
            try (Hold _ = new Hold(node)) {
                first = node.sending(sale, KEY, FINGERPRINT);
                copies.add(node.tryingOut(sale, KEY, FINGERPRINT));
                others.add(node.tryingOut(sale, KEY, "v1:other"));
            }
            await().atMost(Waiting.PATIENCE).until(() -> node.bus().queued() == 0);
            copies.add(node.tryingOut(sale, KEY, FINGERPRINT));
            others.add(node.tryingOut(sale, KEY, "v1:other"));
        }
        recorded(first);
        copies.add(node.tryingOut(sale, KEY, FINGERPRINT));
        others.add(node.tryingOut(sale, KEY, "v1:other"));

        assertThat(copies).allSatisfy(copy -> {
            assertThat(recorded(copy).replayed()).isTrue();
            assertThat(recorded(copy).events()).isEqualTo(recorded(first).events());
        });
        assertThat(others)
                .allSatisfy(other -> assertThat(code(other.join())).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void what_is_rejected_is_rejected_alike_also_half_way() {
        PostTransaction rejected = transfer(CASH, new AccountPath("nowhere:else"), "1.00", UUID.randomUUID(), null);
        RecordBatch half = TestPipeline.batch(true, false, List.of(sale("1.00", POSTED, "R-1"), rejected));

        assertThat(code(node.tryingOut(rejected).join())).isEqualTo(code(node.send(rejected)));
        assertThat(code(node.tryingOut(half).join())).isEqualTo(code(node.send(half)));
        assertThat(balance(node.send(sale("2.00", POSTED, "R-1")), CASH).balanceDecimal())
                .isEqualTo("2.00");
    }

    @Test
    void a_dry_run_takes_nothing_back_of_a_transaction() {
        recorded(node.send(sale("10.00", POSTED, null)));
        List<CompletableFuture<Answer>> dry;
        CompletableFuture<Answer> real;
        CompletableFuture<Answer> late;
        try (Hold _ = new Hold(node)) {
            dry = Stream.generate(() -> node.tryingOut(reversal())).limit(3).toList();
            real = node.sending(reversal());
            late = node.tryingOut(reversal());
        }

        assertThat(dry)
                .allSatisfy(answer -> assertThat(balanceTriedOut(answer, CASH).balanceDecimal())
                        .isEqualTo("0.00"));
        assertThat(posted(real.join()).reversal()).isNotNull();
        assertThat(code(late.join())).isEqualTo(ProblemCode.TRANSACTION_REVERSED);
    }

    @Test
    void interceptors_see_the_decision_and_a_unit_of_work_that_is_rolled_back() {
        List<String> seen = new ArrayList<>();
        node.bus().registerHandlerInterceptor((unit, chain) -> {
            unit.afterCommit(_ -> seen.add("committed"));
            unit.onRollback(_ -> seen.add("rolled back"));
            Object decision = chain.proceed();
            seen.add(decision.getClass().getSimpleName());
            return decision;
        });

        triedOut(node.tryingOut(sale("1.00")));

        assertThat(seen).containsExactly("Accepted", "rolled back");
    }

    @Test
    void a_dry_run_rests_on_what_is_on_its_way_to_the_disk_and_nothing_rests_on_it() throws Exception {
        recorded(node.send(sale("1.00")));
        CompletableFuture<Answer> before;
        CompletableFuture<Answer> dry;
        CompletableFuture<Answer> after;
        try (HeldHead _ = new HeldHead(database)) {
            before = node.sending(sale("1.00"));
            await().atMost(Waiting.PATIENCE).until(() -> node.bus().queued() == 0);
            dry = node.tryingOut(sale("0.50"));
            await().atMost(Waiting.PATIENCE).until(() -> node.bus().queued() == 0);
            after = node.sending(sale("1.00"));

            assertThat(dry).isNotDone();
        }

        assertThat(balance(before.join(), CASH).balanceDecimal()).isEqualTo("2.00");
        assertThat(balanceTriedOut(dry, CASH).balanceDecimal()).isEqualTo("2.50");
        assertThat(balance(after.join(), CASH).balanceDecimal()).isEqualTo("3.00");
        assertThat(node.counted("pacioli.batches.overtaken")).isZero();
    }

    @Test
    void a_node_that_tries_out_and_stores_nothing_knows_what_the_other_has_stored() {
        recorded(node.send(sale("1.00")));
        try (TestPipeline other = new TestPipeline(database)) {
            for (int i = 1; i <= 5; i++) {
                recorded(other.send(sale("1.00")));

                assertThat(balanceTriedOut(node.tryingOut(sale("0.50")), CASH).balanceDecimal())
                        .isEqualTo(i + 1 + ".50");
            }
            assertThat(balance(other.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("7.00");
        }
    }

    @Test
    void dry_runs_among_the_transactions_of_two_nodes_leave_one_sound_journal() {
        int each = 60;
        List<CompletableFuture<Answer>> real = new ArrayList<>();
        List<CompletableFuture<Answer>> dry = new ArrayList<>();
        try (TestPipeline other = new TestPipeline(database)) {
            for (int i = 0; i < each; i++) {
                for (TestPipeline one : List.of(node, other)) {
                    real.add(one.sending(sale("1.00", UUID.randomUUID(), "R-" + real.size())));
                    dry.add(one.tryingOut(sale("0.50", UUID.randomUUID(), "dry")));
                }
            }
            real.forEach(Answers::recorded);

            assertThat(dry)
                    .allSatisfy(
                            answer -> assertThat(balanceTriedOut(answer, CASH).balanceDecimal())
                                    .endsWith(".50"));
            assertThat(balance(other.send(sale("1.00", UUID.randomUUID(), "dry")), CASH)
                            .balanceDecimal())
                    .isEqualTo(2 * each + 1 + ".00");
        }
    }

    /** Aggregates are not kept, so that each is looked up, at the latest when a dry run has dropped it. */
    @Test
    void what_is_not_kept_is_looked_up_again_behind_a_dry_run() throws SQLException {
        TestDatabase own = TestDatabase.fresh();
        CommandBusSettings forgetful = new CommandBusSettings(100, 1_000, 100, Duration.ofMinutes(1), 20_000, 0);
        try (TestPipeline alone = new TestPipeline(own, own.service(), forgetful).withBook(ChartPolicy.OPEN)) {
            CompletableFuture<Answer> first;
            CompletableFuture<Answer> dry;
            CompletableFuture<Answer> second;
            try (HeldHead _ = new HeldHead(own)) {
                first = alone.sending(sale("1.00"));
                dry = alone.tryingOut(sale("0.50"));
                second = alone.sending(sale("1.00"));
            }

            assertThat(balance(first.join(), CASH).balanceDecimal()).isEqualTo("1.00");
            assertThat(balanceTriedOut(dry, CASH).balanceDecimal()).isEqualTo("1.50");
            assertThat(balance(second.join(), CASH).balanceDecimal()).isEqualTo("2.00");
        }
        SoundJournal.assertSound(own.service());
        own.close();
    }

    private static ReverseTransaction reversal() {
        return new ReverseTransaction(
                BOOK,
                new TransactionId(POSTED),
                new Identity(new TransactionId(UUID.randomUUID()), false),
                null,
                null,
                EffectiveAt.NOW,
                null,
                Metadata.NONE);
    }

    private static OpenAccount opening(String path) {
        return new OpenAccount(BOOK, new AccountPath(path), AccountType.ASSET, null, Metadata.NONE);
    }

    private String rows() throws SQLException {
        return "%d events, %d of streams, %d keys"
                .formatted(count("event_store.events"), count("event_store.streams"), count("event_store.keys"));
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.service().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
