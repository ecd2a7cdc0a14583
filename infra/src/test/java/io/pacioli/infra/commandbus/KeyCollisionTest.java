package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.code;
import static io.pacioli.infra.commandbus.Answers.posted;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store finds keys by 64 bits; two keys that share them are not taken for each other. */
class KeyCollisionTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
    private final PostTransaction first = sale("1.00", UUID.randomUUID(), "R-1");
    private final PostTransaction second = sale("2.00", UUID.randomUUID(), "R-2");

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void an_idempotency_key_of_the_same_hash_as_another_is_not_answered_with_its_transaction() throws SQLException {
        Answer.Recorded one = recorded(node.send(first, "key-1"));
        collide(requestKey("key-2"), one.last().position());

        Answer.Recorded two = recorded(node.send(second, "key-2"));

        assertThat(two.replayed()).isFalse();
        assertThat(posted(two).transaction()).isEqualTo(second.transaction());
        assertThat(recorded(node.send(first, "key-1")).events()).isEqualTo(one.events());
        Answer.Recorded again = recorded(node.send(second, "key-2"));
        assertThat(again.replayed()).isTrue();
        assertThat(again.events()).isEqualTo(two.events());
    }

    @Test
    void two_keys_that_share_a_hash_are_both_found_in_one_batch() throws SQLException {
        Answer.Recorded one = recorded(node.send(first, "key-1"));
        Answer.Recorded two = recorded(node.send(second, "key-2"));
        collide(requestKey("key-1"), two.last().position());
        collide(requestKey("key-2"), one.last().position());

        assertThat(recorded(node.send(first, "key-1")).events()).isEqualTo(one.events());
        assertThat(recorded(node.send(second, "key-2")).events()).isEqualTo(two.events());
    }

    @Test
    void a_reference_of_the_same_hash_as_another_is_not_taken() throws SQLException {
        Answer.Recorded one = recorded(node.send(first));
        collide(new Reference("R-2").keyIn(BOOK), one.last().position());

        recorded(node.send(second));

        assertThat(code(node.send(sale("3.00", UUID.randomUUID(), "R-2")))).isEqualTo(ProblemCode.REFERENCE_TAKEN);
        assertThat(code(node.send(sale("3.00", UUID.randomUUID(), "R-1")))).isEqualTo(ProblemCode.REFERENCE_TAKEN);
    }

    @Test
    void a_key_of_the_same_hash_as_a_reference_is_not_taken_for_it() throws SQLException {
        Answer.Recorded one = recorded(node.send(first, "key-1"));
        collide(requestKey("R-1"), one.last().position());
        collide(new Reference("key-1").keyIn(BOOK), one.last().position());

        assertThat(recorded(node.send(second, "R-1")).replayed()).isFalse();
        recorded(node.send(sale("3.00", UUID.randomUUID(), "key-1")));
    }

    private static UniqueKey requestKey(String key) {
        return new RequestIdentity(Tenant.DEFAULT, key, "v1:any", "tester", null).key();
    }

    /** Stores a key's hash with an event that does not carry the key, as if the event's own key had the same hash. */
    private void collide(UniqueKey key, long position) throws SQLException {
        try (Connection connection = database.service().getConnection();
                var statement =
                        connection.prepareStatement("insert into event_store.keys (hash, position) values (?, ?)")) {
            statement.setLong(1, key.hash());
            statement.setLong(2, position);
            statement.executeUpdate();
        }
    }
}
