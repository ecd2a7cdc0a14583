package io.pacioli.infra.commandbus;

import io.pacioli.infra.postgres.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A few events are stored with one statement, which is a transaction of its own. */
class LostDatabaseTest extends LostDatabaseContract {

    @Override
    TestPipeline node(TestDatabase database, DataSource appending) {
        return TestPipeline.lookingKeysUp(database, appending);
    }

    @Test
    void a_statement_whose_outcome_nobody_heard_of_is_found_by_who_asks_again() {
        assertFoundByWhoAsksAgain(MOVE_HEAD);
    }
}
