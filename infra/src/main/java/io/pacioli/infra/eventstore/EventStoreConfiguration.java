package io.pacioli.infra.eventstore;

import io.pacioli.infra.postgres.Databases;
import io.pacioli.projections.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store, which every kind of node reads. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SnapshotStore snapshotStore(Databases databases) {
        return new SnapshotStore(databases.pool());
    }

    @Bean
    Snapshots snapshots(SnapshotStore snapshotStore, List<SnapshotCodec<?>> codecs) {
        return new Snapshots(snapshotStore, codecs);
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            Databases databases, EventCodecs codecs, Snapshots snapshots, Clock clock) {
        return new PostgresEventStorageEngine(
                databases.pool(),
                databases.dedicated(AppendSession.APPLICATION_NAME, STATEMENT_TIMEOUT),
                codecs,
                snapshots,
                clock);
    }

    @Bean
    JournalEventStore eventStore(PostgresEventStorageEngine engine) {
        return new JournalEventStore(engine);
    }

    @Bean
    Journal journal(DataSource dataSource, EventCodecs codecs) {
        return new StoredJournal(dataSource, codecs);
    }

    @Bean
    JournalAnnouncer journalAnnouncer(Databases databases, JournalEventStore eventStore) {
        JournalAnnouncer announcer = new JournalAnnouncer(databases.pool());
        eventStore.onCommit(announcer::announce);
        return announcer;
    }

    @Bean
    JournalListener journalListener(
            Databases databases, PostgresEventStorageEngine engine, JournalEventStore eventStore) {
        return new JournalListener(databases.dedicated("pacioli-listen", Duration.ZERO), engine, eventStore);
    }
}
