package io.pacioli.infra.commandbus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.LookupSession;
import io.pacioli.infra.eventstore.PostgresEventStorageEngine;
import io.pacioli.infra.eventstore.SnapshotStore;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.postgres.Databases;
import io.pacioli.projections.position.AppliedPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command pipeline of a node that takes commands. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.command.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CommandBusSettings.class)
class CommandBusConfiguration {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    SnapshotTaker snapshotTaker(SnapshotStore store) {
        return new SnapshotTaker(store);
    }

    @Bean(destroyMethod = "")
    CommandPipeline commandPipeline(
            CommandBusSettings settings,
            Databases databases,
            EventCodecs codecs,
            JournalEventStore eventStore,
            Snapshots snapshots,
            SnapshotTaker snapshotTaker,
            AppliedPosition applied,
            MeterRegistry meters,
            Clock clock) {
        return new CommandPipeline(
                settings,
                new LookupSession(databases.dedicated(LookupSession.APPLICATION_NAME, STATEMENT_TIMEOUT)),
                new AppendSession(databases.dedicated(AppendSession.APPLICATION_NAME, STATEMENT_TIMEOUT), codecs),
                codecs,
                eventStore,
                snapshots,
                snapshotTaker,
                new PipelineMetrics(meters),
                new Backpressure(
                        settings.readTablesBehindMax(), applied::get, System::nanoTime, LockSupport::parkNanos),
                new RetryWatch(RetryWatch.AFTER_ONE, System::nanoTime),
                clock);
    }

    /** Its closing, which comes before that of everything it uses, drains the queue. */
    @Bean
    BatchingCommandBus commandBus(CommandBusSettings settings, CommandPipeline pipeline, MeterRegistry meters) {
        BatchingCommandBus bus = new BatchingCommandBus(settings, pipeline);
        Gauge.builder("pacioli.queue.commands", bus, BatchingCommandBus::queued)
                .description("Commands that wait to be decided")
                .register(meters);
        return bus;
    }

    @Bean
    BatchParameterResolverFactory batchParameterResolverFactory() {
        return new BatchParameterResolverFactory();
    }

    @Bean
    StreamLoader streamLoader(CommandPipeline pipeline, PostgresEventStorageEngine engine) {
        return new UndeclaredStreams(pipeline, engine);
    }

    @Bean
    Aggregates<Ledger> ledgers(JournalEventStore eventStore, Snapshots snapshots, StreamLoader loader) {
        return new BatchAggregates<>(
                new AggregateType<>(Ledger.class, Ledger::new, true), eventStore, snapshots, loader);
    }

    @Bean
    Aggregates<Account> accounts(JournalEventStore eventStore, Snapshots snapshots, StreamLoader loader) {
        return new BatchAggregates<>(
                new AggregateType<>(Account.class, Account::new, true), eventStore, snapshots, loader);
    }

    /** A transaction is hardly ever needed after it was posted, so none is kept. */
    @Bean
    Aggregates<Transaction> transactions(JournalEventStore eventStore, Snapshots snapshots, StreamLoader loader) {
        return new BatchAggregates<>(
                new AggregateType<>(Transaction.class, Transaction::new, false), eventStore, snapshots, loader);
    }
}
