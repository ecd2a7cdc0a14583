package io.pacioli.infra.eventstore;

import javax.sql.DataSource;

/** A session that copies every event, however few there are. */
class CopyingSessionTest extends AppendSessionContract {

    @Override
    AppendSession session(DataSource service) {
        return TestStore.copyingSession(service);
    }
}
