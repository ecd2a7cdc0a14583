package io.pacioli.infra.commandbus;

import io.pacioli.infra.commandbus.CuttableWay.Fate;
import io.pacioli.infra.postgres.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many events are copied: a transaction of several statements, each of which can be the last that arrives. */
class LostWhileCopyingTest extends LostDatabaseContract {

    private static final String COPY_EVENTS = "copy event_store.events";
    private static final String COMMIT = "COMMIT";

    @Override
    TestPipeline node(TestDatabase database, DataSource appending) {
        return TestPipeline.copying(database, appending);
    }

    @ParameterizedTest
    @CsvSource({MOVE_HEAD + ",LOST_AFTER", COPY_EVENTS + ",LOST_BEFORE", COMMIT + ",LOST_BEFORE"})
    void a_connection_that_is_lost_before_the_commit_arrives_loses_the_batch_and_nothing_else(
            String statement, Fate fate) {
        assertLosesItsBatchAlone(statement, fate);
    }

    @Test
    void a_commit_whose_outcome_nobody_heard_of_is_found_by_who_asks_again() {
        assertFoundByWhoAsksAgain(COMMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {COPY_EVENTS, COMMIT})
    void a_backend_that_is_ended_in_between_loses_its_batch_and_nothing_else(String statement) throws Exception {
        assertEndedBackendLosesItsBatchAlone(statement);
    }
}
