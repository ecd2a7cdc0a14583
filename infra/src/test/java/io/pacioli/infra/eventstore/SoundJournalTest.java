package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The laws by which the other tests judge the store have to see what breaks them. */
class SoundJournalTest {

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from event_store.events where position = 2                                      | positions run from 1 to the head without gaps
            delete from event_store.events where position = 3                                      | positions run from 1 to the head without gaps
            update event_store.head set position = 4                                               | positions run from 1 to the head without gaps
            update event_store.events set journal_number = journal_number + 1 where position = 3   | each ledger's journal is numbered
            update event_store.events set recorded_at = '1999-01-01' where position = 2            | recorded times never run backwards
            update event_store.head set recorded_at = '2999-01-01'                                 | the head has the last
            update event_store.streams set sequence = 7 where sequence = 2                         | each stream is numbered from 0
            update event_store.streams set position = 4 - position                                 | each stream is numbered from 0
            insert into event_store.streams values (gen_random_uuid(), 0, 9)                       | of events that are there
            insert into event_store.keys values (1, 9)                                             | of events that are there
            update event_store.events set payload = '{}' where position = 2                        | each event's hash follows
            update event_store.events set erasable = '{}' where position = 3                       | each event's hash follows
            update event_store.events set metadata = '{"actor":"eve"}' where position = 1          | each event's hash follows
            update event_store.events set event_id = gen_random_uuid() where position = 3          | each event's hash follows
            update event_store.events set type = 'account-closed' where position = 3               | each event's hash follows
            update event_store.events set revision = 2 where position = 3                          | each event's hash follows
            update event_store.events set ledger = 'other'                                         | each event's hash follows
            """)
    void a_journal_that_was_tampered_with_is_not_sound(String tampering, String law) throws SQLException {
        TestStore.engine(database.service()).appendEvents(messages(stream("a"), 0, 2));
        SoundJournal.assertSound(database.service());

        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(tampering);
        }

        assertThat(SoundJournal.violations(database.service()))
                .anySatisfy(violation -> assertThat(violation).contains(law));
    }
}
