package io.pacioli.infra.eventstore;

import io.pacioli.infra.journal.AccountSnapshotCodec;
import io.pacioli.infra.journal.JournalCodecs;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** The event store over a test database, as the service wires it. */
final class TestStore {

    private TestStore() {}

    static PostgresEventStorageEngine engine(DataSource service) {
        return engine(service, Clock.systemUTC());
    }

    static PostgresEventStorageEngine engine(DataSource service, Clock clock) {
        return engine(service, new JournalCodecs(), clock);
    }

    static PostgresEventStorageEngine engine(DataSource service, EventCodecs codecs, Clock clock) {
        Snapshots snapshots = new Snapshots(new SnapshotStore(service), List.of(new AccountSnapshotCodec()));
        return new PostgresEventStorageEngine(service, service, codecs, snapshots, clock);
    }

    static LookupSession lookups(DataSource service) {
        return new LookupSession(service);
    }

    static AppendSession session(DataSource service) {
        return new AppendSession(service, new JournalCodecs());
    }

    /** One that copies every event, however few there are. */
    static AppendSession copyingSession(DataSource service) {
        return new AppendSession(service, new JournalCodecs(), 0);
    }
}
