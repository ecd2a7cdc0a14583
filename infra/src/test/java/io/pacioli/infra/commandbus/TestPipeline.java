package io.pacioli.infra.commandbus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pacioli.command.account.ChangingAccount;
import io.pacioli.command.account.OpeningAccount;
import io.pacioli.command.batch.RecordingBatch;
import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.command.dispatch.Run;
import io.pacioli.command.ledger.OpeningLedger;
import io.pacioli.command.ledger.RegisteringCurrency;
import io.pacioli.command.period.ClosingPeriod;
import io.pacioli.command.period.ReopeningPeriod;
import io.pacioli.command.transaction.HoldingTransaction;
import io.pacioli.command.transaction.PostingHold;
import io.pacioli.command.transaction.PostingTransaction;
import io.pacioli.command.transaction.ReleasingHold;
import io.pacioli.command.transaction.ReversingTransaction;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.LookupSession;
import io.pacioli.infra.eventstore.PostgresEventStorageEngine;
import io.pacioli.infra.eventstore.SnapshotCodec;
import io.pacioli.infra.eventstore.SnapshotStore;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.journal.AccountSnapshotCodec;
import io.pacioli.infra.journal.JournalCodecs;
import io.pacioli.infra.postgres.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** A node's command pipeline over a test database, as the service wires it; but most expect no request to be sent again. */
final class TestPipeline implements AutoCloseable {

    static final LedgerId BOOK = LedgerId.of("book");
    static final AccountPath CASH = new AccountPath("assets:cash");
    static final AccountPath SALES = new AccountPath("income:sales");
    private static final Tenant TENANT = Tenant.DEFAULT;

    private final BatchingCommandBus bus;
    private final JournalEventStore eventStore;
    private final PostgresEventStorageEngine engine;
    private final Aggregates<Account> accounts;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    TestPipeline(TestDatabase database) {
        this(database, database.service(), CommandBusSettings.DEFAULT);
    }

    TestPipeline(TestDatabase database, Clock clock) {
        this(database, database.service(), CommandBusSettings.DEFAULT, new AccountSnapshotCodec(), clock);
    }

    TestPipeline(TestDatabase database, DataSource appending, CommandBusSettings settings) {
        this(database, appending, settings, new AccountSnapshotCodec());
    }

    TestPipeline(
            TestDatabase database,
            DataSource appending,
            CommandBusSettings settings,
            SnapshotCodec<Account> snapshotCodec) {
        this(database, appending, settings, snapshotCodec, Clock.systemUTC());
    }

    private TestPipeline(
            TestDatabase database,
            DataSource appending,
            CommandBusSettings settings,
            SnapshotCodec<Account> snapshotCodec,
            Clock clock) {
        this(
                database,
                appending,
                new AppendSession(appending, new JournalCodecs()),
                settings,
                snapshotCodec,
                clock,
                Duration.ZERO);
    }

    private TestPipeline(
            TestDatabase database,
            DataSource appending,
            AppendSession session,
            CommandBusSettings settings,
            SnapshotCodec<Account> snapshotCodec,
            Clock clock,
            Duration retriesExpected) {
        this(
                database,
                appending,
                session,
                settings,
                snapshotCodec,
                clock,
                retriesExpected,
                () -> Long.MAX_VALUE,
                nanos -> {});
    }

    /** One whose read tables have come as far as is told, and which rests as it is told to. */
    TestPipeline(TestDatabase database, CommandBusSettings settings, LongSupplier applied, LongConsumer resting) {
        this(
                database,
                database.service(),
                new AppendSession(database.service(), new JournalCodecs()),
                settings,
                new AccountSnapshotCodec(),
                Clock.systemUTC(),
                Duration.ZERO,
                applied,
                resting);
    }

    private TestPipeline(
            TestDatabase database,
            DataSource appending,
            AppendSession session,
            CommandBusSettings settings,
            SnapshotCodec<Account> snapshotCodec,
            Clock clock,
            Duration retriesExpected,
            LongSupplier applied,
            LongConsumer resting) {
        JournalCodecs codecs = new JournalCodecs();
        SnapshotStore snapshotStore = new SnapshotStore(database.service());
        Snapshots snapshots = new Snapshots(snapshotStore, List.of(snapshotCodec));
        engine = new PostgresEventStorageEngine(database.service(), database.service(), codecs, snapshots, clock);
        eventStore = new JournalEventStore(engine);
        CommandPipeline pipeline = new CommandPipeline(
                settings,
                new LookupSession(appending),
                session,
                codecs,
                eventStore,
                snapshots,
                new SnapshotTaker(snapshotStore),
                new PipelineMetrics(meters),
                new Backpressure(settings.readTablesBehindMax(), applied, System::nanoTime, resting),
                new RetryWatch(retriesExpected, System::nanoTime),
                clock);
        StreamLoader loader = new UndeclaredStreams(pipeline, engine);
        Aggregates<Ledger> ledgers = new BatchAggregates<>(
                new AggregateType<>(Ledger.class, Ledger::new, true), eventStore, snapshots, loader);
        accounts = new BatchAggregates<>(
                new AggregateType<>(Account.class, Account::new, true), eventStore, snapshots, loader);
        Aggregates<Transaction> transactions = new BatchAggregates<>(
                new AggregateType<>(Transaction.class, Transaction::new, false), eventStore, snapshots, loader);
        bus = new BatchingCommandBus(settings, pipeline);
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                new BatchParameterResolverFactory(), ClasspathParameterResolverFactory.forClass(getClass()));
        for (Object handler : List.of(
                new OpeningLedger(ledgers),
                new RegisteringCurrency(ledgers),
                new ClosingPeriod(ledgers),
                new ReopeningPeriod(ledgers, accounts, transactions),
                new OpeningAccount(ledgers, accounts),
                new ChangingAccount(ledgers, accounts),
                new PostingTransaction(ledgers, accounts, transactions),
                new ReversingTransaction(ledgers, accounts, transactions),
                new HoldingTransaction(ledgers, accounts, transactions),
                new PostingHold(ledgers, accounts, transactions),
                new ReleasingHold(ledgers, accounts, transactions),
                new RecordingBatch(ledgers, accounts, transactions, eventStore))) {
            new AnnotationCommandHandlerAdapter<>(handler, parameters).subscribe(bus);
        }
        bus.subscribe(
                Probe.class.getName(),
                message -> ((Probe) message.getPayload()).body().call());
    }

    /** A node that copies every event, however few there are. */
    static TestPipeline copying(TestDatabase database, DataSource appending) {
        return lookingKeysUp(database, appending, new AppendSession(appending, new JournalCodecs(), 0));
    }

    /** One that looks up every key before it decides, because it expects requests to be sent again. */
    static TestPipeline lookingKeysUp(TestDatabase database, DataSource appending) {
        return lookingKeysUp(database, appending, new AppendSession(appending, new JournalCodecs()));
    }

    private static TestPipeline lookingKeysUp(TestDatabase database, DataSource appending, AppendSession session) {
        return new TestPipeline(
                database,
                appending,
                session,
                CommandBusSettings.DEFAULT,
                new AccountSnapshotCodec(),
                Clock.systemUTC(),
                RetryWatch.AFTER_ONE);
    }

    BatchingCommandBus bus() {
        return bus;
    }

    JournalEventStore eventStore() {
        return eventStore;
    }

    PostgresEventStorageEngine engine() {
        return engine;
    }

    /** The accounts as a handler sees them. */
    Aggregates<Account> accounts() {
        return accounts;
    }

    double counted(String counter) {
        return meters.get(counter).counter().count();
    }

    /** Sends a command as a request of its own. */
    Answer send(Command command) {
        return send(command, UUID.randomUUID().toString());
    }

    Answer send(Command command, String idempotencyKey) {
        return sending(command, idempotencyKey, "v1:" + command.hashCode()).join();
    }

    CompletableFuture<Answer> sending(Command command) {
        return sending(command, UUID.randomUUID().toString(), "v1:" + command.hashCode());
    }

    /** Sends a command as a dry run. */
    CompletableFuture<Answer> tryingOut(Command command) {
        return tryingOut(command, UUID.randomUUID().toString(), "v1:" + command.hashCode());
    }

    CompletableFuture<Answer> tryingOut(Command command, String idempotencyKey, String fingerprint) {
        return sending(command, idempotencyKey, fingerprint, Run.DRY);
    }

    CompletableFuture<Answer> sending(Command command, String idempotencyKey, String fingerprint) {
        return sending(command, idempotencyKey, fingerprint, Run.REAL);
    }

    private CompletableFuture<Answer> sending(Command command, String idempotencyKey, String fingerprint, Run run) {
        RequestIdentity identity = new RequestIdentity(TENANT, idempotencyKey, fingerprint, "tester", null);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        bus.<Command, Answer>dispatch(
                new GenericCommandMessage<>(command, run.in(identity.toMetaData())),
                (message, result) -> complete(answer, result));
        return answer.orTimeout(30, TimeUnit.SECONDS);
    }

    private static void complete(CompletableFuture<Answer> answer, CommandResultMessage<? extends Answer> result) {
        if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
        } else {
            answer.complete(result.getPayload());
        }
    }

    TestPipeline withBook(ChartPolicy chart) {
        send(new OpenLedger(
                BOOK,
                new LedgerName("A book"),
                ZoneOffset.UTC,
                chart,
                List.of(Currency.of("EUR", 2), Currency.of("JPY", 0))));
        return this;
    }

    static RecordBatch batch(boolean atomic, boolean continueOnFailure, List<PostTransaction> transactions) {
        return new RecordBatch(
                BOOK,
                atomic,
                continueOnFailure,
                transactions.stream()
                        .<BatchItem>map(post -> new BatchItem.OfTransaction(post, List.of()))
                        .toList());
    }

    static PostTransaction sale(String amount) {
        return sale(amount, UUID.randomUUID(), null);
    }

    static PostTransaction sale(String amount, UUID id, @Nullable String reference) {
        return transfer(CASH, SALES, amount, id, reference);
    }

    static PostTransaction transfer(
            AccountPath debited, AccountPath credited, String amount, UUID id, @Nullable String reference) {
        CurrencyCode eur = new CurrencyCode("EUR");
        return new PostTransaction(
                BOOK,
                new Identity(new TransactionId(id), false),
                reference == null ? null : new Reference(reference),
                null,
                EffectiveAt.NOW,
                List.of(
                        new RequestedPosting(debited, Direction.DEBIT, new BigDecimal(amount), eur),
                        new RequestedPosting(credited, Direction.CREDIT, new BigDecimal(amount), eur)),
                Metadata.NONE);
    }

    @Override
    public void close() {
        bus.close();
    }
}
