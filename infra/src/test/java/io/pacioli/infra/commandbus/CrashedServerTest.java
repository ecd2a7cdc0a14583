package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.posted;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The server is killed under load and started again, and clients repeat what they got no answer to. */
class CrashedServerTest {

    private static final int CLIENTS = 4;
    private static final int TRANSACTIONS_BEFORE_A_CRASH = 150;
    private static final int CRASHES = 2;

    private final Map<String, TransactionId> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void every_acknowledged_transaction_is_there_once_and_the_node_goes_on_by_itself() throws Exception {
        try (TestDatabase database = TestDatabase.onAServerOfItsOwn();
                TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                int client = c;
                clients.add(threads.submit(() -> post(node, client)));
            }
            for (int crash = 1; crash <= CRASHES; crash++) {
                awaitMoreAcknowledged();
                crash(database);
            }
            awaitMoreAcknowledged();
            enough.set(true);
            for (Future<?> client : clients) {
                client.get(3, TimeUnit.MINUTES);
            }

            int transactions = acknowledged.size();
            assertThat(acknowledged.values()).doesNotHaveDuplicates();
            assertThat(repeated.get()).isPositive();
            Answer last = node.send(sale("1.00"));
            assertThat(balance(last, CASH).balanceDecimal()).isEqualTo(transactions + 1 + ".00");
            assertThat(balance(last, CASH).version()).isEqualTo(transactions + 2);
            SoundJournal.assertSound(database.service());
        }
    }

    private void post(TestPipeline node, int client) {
        for (int i = 0; !enough.get(); i++) {
            String key = client + "/" + i;
            acknowledged.put(key, acknowledge(node, sale("1.00"), key));
        }
    }

    /** Sends one command until somebody answers. */
    private TransactionId acknowledge(TestPipeline node, PostTransaction command, String key) {
        long deadline = System.nanoTime() + Waiting.PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                return posted(node.sending(command, key, "v1:" + key).join()).transaction();
            } catch (CompletionException e) {
                assertThat(((RequestRefused) e.getCause()).code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
                repeated.incrementAndGet();
            }
        }
        throw new AssertionError("the node has not recovered");
    }

    private void awaitMoreAcknowledged() {
        int before = acknowledged.size();
        await().atMost(Waiting.PATIENCE).until(() -> acknowledged.size() >= before + TRANSACTIONS_BEFORE_A_CRASH);
    }

    /** Kills the postmaster by the hand of a backend of its own, as an operating system short of memory would. */
    private static void crash(TestDatabase database) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("copy (select) to program 'kill -9 $(head -n 1 postmaster.pid)'");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("08");
        }
        await("PostgreSQL runs again").atMost(Waiting.PATIENCE).until(() -> accepts(database));
    }

    private static boolean accepts(TestDatabase database) {
        try (Connection connection = database.superuser().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
