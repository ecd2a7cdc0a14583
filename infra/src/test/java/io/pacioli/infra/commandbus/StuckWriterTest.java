package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.infra.commandbus.CuttableWay.Fate;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A writer that holds the head of the journal and hangs does not stop the others. */
class StuckWriterTest {

    private static final String MOVE_HEAD = "update event_store.head";
    private static final String COMMIT = "COMMIT";

    private final TestDatabase database = TestDatabase.fresh();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
    private final CuttableWay way = new CuttableWay(database);

    @AfterEach
    void everything_that_was_stored_is_sound() {
        node.close();
        way.close();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void a_session_that_hangs_with_the_head_is_ended_by_whoever_waits_too_long() throws SQLException {
        node.send(sale("1.00"));
        try (Connection hanging = holdingTheHead("pacioli-append")) {
            assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("2.00");

            assertThat(hanging.isValid(1)).isFalse();
        }
    }

    @Test
    void two_nodes_that_wait_for_one_that_hangs_both_get_through() throws SQLException {
        try (TestPipeline other = new TestPipeline(database);
                Connection hanging = holdingTheHead("pacioli-append")) {
            CompletableFuture<Answer> mine = node.sending(sale("1.00"));
            CompletableFuture<Answer> theirs = other.sending(sale("1.00"));

            recorded(mine);
            recorded(theirs);
            assertThat(hanging.isValid(1)).isFalse();
        }
        assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("3.00");
    }

    @Test
    void a_node_that_hangs_before_its_commit_loses_its_batch_and_finds_its_way_back() throws InterruptedException {
        try (TestPipeline hanging = TestPipeline.copying(database, way.dataSource())) {
            PostTransaction command = sale("1.00");
            CuttableWay.Kept commit = way.keepNext(COMMIT);
            CompletableFuture<Answer> lost = hanging.sending(command, "key-1", "v1:same");
            commit.awaitReached();

            assertThat(balance(node.send(sale("2.00")), CASH).balanceDecimal()).isEqualTo("2.00");
            commit.release();

            assertThat(refusal(lost).code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
            Answer.Recorded again = recorded(hanging.sending(command, "key-1", "v1:same"));
            assertThat(again.replayed()).isFalse();
            assertThat(balance(again, CASH).balanceDecimal()).isEqualTo("3.00");
        }
    }

    @Test
    void a_node_that_hangs_before_its_only_statement_holds_nothing_and_decides_again() throws InterruptedException {
        try (TestPipeline hanging = new TestPipeline(database, way.dataSource(), CommandBusSettings.DEFAULT)) {
            hanging.send(sale("1.00"));
            CuttableWay.Kept statement = way.keepNext(MOVE_HEAD);
            CompletableFuture<Answer> kept = hanging.sending(sale("1.00"));
            statement.awaitReached();

            assertThat(balance(node.send(sale("2.00")), CASH).balanceDecimal()).isEqualTo("3.00");
            statement.release();

            assertThat(balance(recorded(kept), CASH).balanceDecimal()).isEqualTo("4.00");
            assertThat(hanging.counted("pacioli.batches.overtaken")).isEqualTo(1);
        }
    }

    @Test
    void a_node_whose_network_goes_silent_goes_on_over_a_new_connection() {
        try (TestPipeline silent = TestPipeline.copying(database, way.dataSource(1))) {
            assertGoesOnAfterSilence(silent, COMMIT);
        }
    }

    @Test
    void a_node_whose_network_goes_silent_at_its_only_statement_does_so_too() {
        try (TestPipeline silent = new TestPipeline(database, way.dataSource(1), CommandBusSettings.DEFAULT)) {
            assertGoesOnAfterSilence(silent, MOVE_HEAD);
        }
    }

    private void assertGoesOnAfterSilence(TestPipeline silent, String statement) {
        PostTransaction command = sale("1.00");
        way.next(statement, Fate.SILENCE);

        assertThat(refusal(silent.sending(command, "key-1", "v1:same")).code())
                .isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);

        assertThat(recorded(silent.sending(command, "key-1", "v1:same")).replayed())
                .isFalse();
    }

    @Test
    void a_session_that_is_not_a_writer_of_ours_is_left_alone_and_the_batch_given_up_in_time() throws SQLException {
        PostTransaction command = sale("1.00");
        try (Connection strange = holdingTheHead("psql")) {
            assertThat(refusal(node.sending(command, "key-1", "v1:same")).code())
                    .isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);

            assertThat(strange.isValid(1)).isTrue();
        }
        assertThat(recorded(node.sending(command, "key-1", "v1:same")).replayed())
                .isFalse();
    }

    private Connection holdingTheHead(String applicationName) throws SQLException {
        Connection connection = database.service().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = '%s'".formatted(applicationName));
            statement.execute("select from event_store.head for update");
        }
        return connection;
    }
}
