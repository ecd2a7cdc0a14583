package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.SALES;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static io.pacioli.infra.commandbus.TestPipeline.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that a newer version wrote during an upgrade is in nobody's way but of those who need it. */
class UnreadableEventsTest {

    private static final AccountPath OTHER = new AccountPath("assets:other");

    private final TestDatabase database = TestDatabase.fresh();
    private final PostTransaction first = transfer(OTHER, SALES, "1.00", UUID.randomUUID(), "R-1");
    private TestPipeline node;

    @BeforeEach
    void write_an_event_that_this_version_cannot_read() throws SQLException {
        try (TestPipeline earlier = new TestPipeline(database).withBook(ChartPolicy.OPEN)) {
            earlier.send(first, "key-1");
        }
        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update event_store.events set revision = 99 where type = 'transaction-posted'");
        }
        node = new TestPipeline(database);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void who_asks_for_its_reference_fails_and_nobody_else() {
        CompletableFuture<Answer> asking;
        CompletableFuture<Answer> other;
        try (Hold _ = new Hold(node)) {
            asking = node.sending(elsewhere("R-1"));
            other = node.sending(elsewhere("R-2"));
        }

        assertThat(refusal(asking).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(recorded(other).replayed()).isFalse();
    }

    @Test
    void who_comes_again_with_its_key_fails_and_nobody_else() {
        CompletableFuture<Answer> replaying;
        CompletableFuture<Answer> other;
        try (Hold _ = new Hold(node)) {
            replaying = node.sending(first, "key-1", "v1:" + first.hashCode());
            other = node.sending(elsewhere("R-2"));
        }

        assertThat(refusal(replaying).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(recorded(other).replayed()).isFalse();
    }

    @Test
    void who_posts_to_its_account_fails_and_nobody_else() {
        CompletableFuture<Answer> posting;
        CompletableFuture<Answer> other;
        try (Hold _ = new Hold(node)) {
            posting = node.sending(transfer(OTHER, CASH, "1.00", UUID.randomUUID(), null));
            other = node.sending(elsewhere("R-2"));
        }

        assertThat(refusal(posting).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(recorded(other).replayed()).isFalse();
    }

    private static PostTransaction elsewhere(String reference) {
        return transfer(CASH, new AccountPath("income:elsewhere"), "1.00", UUID.randomUUID(), reference);
    }

    @Test
    void after_the_upgrade_all_is_well() throws SQLException {
        refusal(node.sending(sale("1.00")));
        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update event_store.events set revision = 1 where type = 'transaction-posted'");
        }

        assertThat(recorded(node.send(first, "key-1")).replayed()).isTrue();
        recorded(node.send(sale("1.00")));
    }
}
