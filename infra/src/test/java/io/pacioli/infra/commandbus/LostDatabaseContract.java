package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.infra.commandbus.CuttableWay.Fate;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database is lost at every step of a batch: the batch fails clearly, the next one goes on by itself, and a command that
 * is sent again with its key takes effect once, whether or not anybody could know what became of it.
 */
abstract class LostDatabaseContract {

    static final String MOVE_HEAD = "update event_store.head";
    private static final String LOOK_UP_KEYS = "position from event_store.keys";
    private static final String READ_STREAMS = "snapshots.snapshot n";
    private static final AccountPath ELSEWHERE = new AccountPath("assets:elsewhere");

    private final TestDatabase database = TestDatabase.fresh();
    final CuttableWay way = new CuttableWay(database);
    private final TestPipeline node = node(database, way.dataSource()).withBook(ChartPolicy.OPEN);
    private final PostTransaction command = sale("5.00", UUID.randomUUID(), "R-5");

    /** The node under test. */
    abstract TestPipeline node(TestDatabase database, DataSource appending);

    @BeforeEach
    void something_is_known_from_before() {
        assertThat(balance(node.send(sale("10.00")), CASH).balanceDecimal()).isEqualTo("10.00");
    }

    @AfterEach
    void nothing_is_lost_or_twice_and_the_node_has_recovered() {
        assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("16.00");
        assertThat(balance(node.send(sale("1.00")), CASH).version()).isEqualTo(5);
        SoundJournal.assertSound(database.service());
        node.close();
        way.close();
        database.close();
    }

    CompletableFuture<Answer> sending() {
        return node.sending(command, "key-5", "v1:same");
    }

    void assertUnavailable(CompletableFuture<Answer> answer) {
        assertThat(refusal(answer).code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
    }

    void assertRecordedOnce(Answer.Recorded answer, boolean replayed) {
        assertThat(answer.replayed()).isEqualTo(replayed);
        assertThat(balance(answer, CASH).balanceDecimal()).isEqualTo("15.00");
        assertThat(recorded(sending()).replayed()).isTrue();
    }

    void assertLosesItsBatchAlone(String statement, Fate fate) {
        way.next(statement, fate);

        assertUnavailable(sending());

        assertThat(way.isDone()).isTrue();
        assertRecordedOnce(recorded(sending()), false);
    }

    void assertFoundByWhoAsksAgain(String statement) {
        way.next(statement, Fate.LOST_AFTER);

        assertUnavailable(sending());

        assertThat(way.isDone()).isTrue();
        assertRecordedOnce(recorded(sending()), true);
    }

    void assertEndedBackendLosesItsBatchAlone(String statement) throws Exception {
        CuttableWay.Kept kept = way.keepNext(statement);
        CompletableFuture<Answer> answer = sending();
        kept.awaitReached();
        endBackends();
        kept.release();

        assertUnavailable(answer);

        assertRecordedOnce(recorded(sending()), false);
    }

    @ParameterizedTest
    @CsvSource({LOOK_UP_KEYS + ",LOST_BEFORE", LOOK_UP_KEYS + ",LOST_AFTER", MOVE_HEAD + ",LOST_BEFORE"})
    void a_connection_that_is_lost_before_anything_is_stored_loses_the_batch_and_nothing_else(
            String statement, Fate fate) {
        assertLosesItsBatchAlone(statement, fate);
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOK_UP_KEYS, MOVE_HEAD})
    void a_backend_that_is_ended_loses_its_batch_and_nothing_else(String statement) throws Exception {
        assertEndedBackendLosesItsBatchAlone(statement);
    }

    @Test
    void a_backend_that_was_ended_while_nothing_was_to_do_is_noticed_by_the_next_batch() throws SQLException {
        endBackends();

        assertUnavailable(sending());

        assertRecordedOnce(recorded(sending()), false);
    }

    private void endBackends() throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid, 10000) from pg_stat_activity
                    where application_name = 'pacioli-append' and datname = current_database()
                    """);
        }
    }

    @Test
    void a_database_that_cannot_be_reached_fails_each_batch_until_it_can() {
        way.refuse(true);
        assertUnavailable(sending());
        assertUnavailable(sending());

        way.refuse(false);

        assertRecordedOnce(recorded(sending()), false);
    }

    @Test
    void everybody_in_a_batch_is_told_that_it_was_lost() {
        CompletableFuture<Answer> mine;
        CompletableFuture<Answer> rejected;
        try (Hold _ = new Hold(node)) {
            way.next(MOVE_HEAD, Fate.LOST_BEFORE);
            mine = sending();
            rejected = node.sending(sale("5.00", UUID.randomUUID(), "R-5"));
        }

        assertUnavailable(mine);
        // It was rejected for the sake of a transaction that is lost.
        assertUnavailable(rejected);
        assertRecordedOnce(recorded(sending()), false);
    }

    @Test
    void what_an_account_was_told_in_a_batch_that_was_lost_is_forgotten() {
        way.next(MOVE_HEAD, Fate.LOST_BEFORE);
        assertUnavailable(node.sending(sale("999.00")));

        assertRecordedOnce(recorded(sending()), false);
    }

    @Test
    void a_stream_that_nobody_declared_is_read_while_deciding_and_losing_it_loses_the_batch() {
        CompletableFuture<Answer> undeclared;
        CompletableFuture<Answer> other;
        try (Hold _ = new Hold(node)) {
            way.next(READ_STREAMS, Fate.LOST_BEFORE);
            undeclared = node.sending(new Probe(() -> node.accounts().find(ELSEWHERE.streamIn(BOOK))));
            other = node.sending(new Probe(() -> new Rejection.LedgerNotFound(BOOK)));
        }

        assertUnavailable(undeclared);
        assertUnavailable(other);
        assertThat(way.isDone()).isTrue();
        assertRecordedOnce(recorded(sending()), false);
    }
}
