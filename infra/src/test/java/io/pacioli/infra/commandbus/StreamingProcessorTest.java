package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Event;
import io.pacioli.infra.postgres.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Axon's own event processor follows the journal. */
class StreamingProcessorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So long that whoever is not woken stands still. */
    private static final long POLLING_MILLIS = Duration.ofHours(1).toMillis();

    private final TestDatabase database = TestDatabase.fresh();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
        node.close();
        database.close();
    }

    @EventHandler
    void on(Event event, TrackingToken token) {
        handled.add(token.position().orElseThrow());
    }

    private PooledStreamingEventProcessor processor() {
        return PooledStreamingEventProcessor.builder()
                .name("follower")
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder().eventHandlers(this).build())
                .messageSource(node.eventStore())
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.INSTANCE)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(source -> source.createTailToken())
                .batchSize(100)
                .tokenClaimInterval(POLLING_MILLIS)
                .claimExtensionThreshold(POLLING_MILLIS)
                .build();
    }

    @Test
    void it_gets_every_event_once_in_order_what_was_there_and_what_comes() {
        post(50);
        PooledStreamingEventProcessor processor = processor();
        processor.start();
        post(50);

        awaitAllHandled();

        assertThat(handled)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, node.engine().head()).boxed().toList());
        processor.shutDown();
    }

    @Test
    void it_is_woken_by_each_commit_and_never_has_to_poll() {
        PooledStreamingEventProcessor processor = processor();
        processor.start();
        awaitAllHandled();

        for (int i = 0; i < 10; i++) {
            node.send(sale("1.00"));
            awaitAllHandled();
        }

        assertThat(handled).hasSize((int) node.engine().head()).doesNotHaveDuplicates();
        processor.shutDown();
    }

    @Test
    void one_whose_threads_are_gone_costs_no_command_its_answer() {
        PooledStreamingEventProcessor processor = processor();
        processor.start();
        awaitAllHandled();
        threads.shutdownNow();

        Answer answer = node.send(sale("1.00"));

        assertThat(Answers.recorded(answer).replayed()).isFalse();
    }

    private void post(int transactions) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            answers.add(node.sending(sale("1.00")));
        }
        answers.forEach(CompletableFuture::join);
    }

    private void awaitAllHandled() {
        long head = node.engine().head();
        await().atMost(PATIENCE).until(() -> handled.size() >= head);
    }
}
