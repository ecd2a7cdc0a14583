package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.BOOK;
import static io.pacioli.infra.eventstore.TestEvents.OTHER_BOOK;
import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.opened;
import static io.pacioli.infra.eventstore.TestEvents.posted;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.message.Metadata;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The session as the service has it: a few events go with one statement, and many are copied. */
class AppendSessionTest extends AppendSessionContract {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00.123456Z");

    @Override
    AppendSession session(DataSource service) {
        return TestStore.session(service);
    }

    @Test
    void one_statement_stores_what_copying_stores() throws SQLException {
        Staging staging = new Staging();
        staging.add(message(stream("a"), 0));
        staging.add(message(stream("b"), 0, opened(OTHER_BOOK, "assets:b"))
                .withMetaData(Map.of("who", "東京 \"🏦\"", "count", 7L)));
        staging.add(message(
                stream("c"),
                0,
                new AccountOpened(
                        BOOK,
                        new AccountPath("assets:c"),
                        AccountType.ASSET,
                        new AccountName("Grüße"),
                        Metadata.NONE)));
        staging.add(message(stream("d"), 7, posted(BOOK, "INV-1")));

        assertThat(stored(TestStore::session, staging.facts()))
                .hasSize(9)
                .isEqualTo(stored(TestStore::copyingSession, staging.facts()));
    }

    private interface Sessions {
        AppendSession over(DataSource service);
    }

    private static List<String> stored(Sessions sessions, List<StagedFact> facts) throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                AppendSession session = sessions.over(database.service())) {
            // The first append also learns where the chains end, and is a transaction of several statements for that.
            assertThat(session.append(0, NOON, facts.subList(0, 2))).isPresent();
            assertThat(session.append(2, NOON, facts.subList(2, 4))).isPresent();
            return rows(database);
        }
    }

    private static List<String> rows(TestDatabase database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.service().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select e::text from event_store.events e union all select s::text from event_store.streams s
                        union all select k::text from event_store.keys k order by 1""")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
