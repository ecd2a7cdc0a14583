package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.NoOpCallback;
import org.junit.jupiter.api.Test;

class CommandQueueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Weighing(int weight) implements Command {
        @Override
        public LedgerId ledger() {
            return TestPipeline.BOOK;
        }

        @Override
        public List<StreamId> streams() {
            return List.of();
        }
    }

    private static PendingCommand weighing(int weight) {
        Weighing command = new Weighing(weight);
        return new PendingCommand(
                GenericCommandMessage.asCommandMessage(command),
                command,
                message -> Decision.ACCEPTED,
                NoOpCallback.INSTANCE,
                0);
    }

    @Test
    void commands_come_out_in_the_order_in_which_they_went_in() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        List<PendingCommand> commands = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            commands.add(weighing(1));
            assertThat(queue.offer(commands.getLast())).isTrue();
        }

        assertThat(queue.size()).isEqualTo(5);
        assertThat(queue.take(100)).isEqualTo(commands);
        assertThat(queue.size()).isZero();
    }

    @Test
    void a_full_queue_takes_no_more_until_some_are_taken_out() throws Exception {
        CommandQueue queue = new CommandQueue(2, 100);
        assertThat(queue.offer(weighing(1))).isTrue();
        assertThat(queue.offer(weighing(1))).isTrue();

        assertThat(queue.offer(weighing(1))).isFalse();

        queue.take(1);
        assertThat(queue.offer(weighing(1))).isTrue();
    }

    @Test
    void a_queue_that_is_heavy_enough_takes_no_more_and_one_beyond_the_bound_only_alone() throws Exception {
        CommandQueue queue = new CommandQueue(10, 10);
        assertThat(queue.offer(weighing(6))).isTrue();
        assertThat(queue.offer(weighing(5))).isFalse();
        assertThat(queue.offer(weighing(4))).isTrue();
        assertThat(queue.offer(weighing(1))).isFalse();
        queue.take(100);

        assertThat(queue.offer(weighing(11))).isTrue();
        assertThat(queue.offer(weighing(1))).isFalse();
        assertThat(queue.take(1)).hasSize(1);
        assertThat(queue.offer(weighing(10))).isTrue();
    }

    @Test
    void a_batch_weighs_no_more_than_its_bound_but_is_never_empty() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        for (int weight : new int[] {3, 4, 3, 1, 20, 1}) {
            assertThat(queue.offer(weighing(weight))).isTrue();
        }

        assertThat(weights(queue.take(10))).containsExactly(3, 4, 3);
        assertThat(weights(queue.take(10))).containsExactly(1);
        assertThat(weights(queue.take(10))).containsExactly(20);
        assertThat(weights(queue.take(10))).containsExactly(1);
    }

    @Test
    void who_waits_for_commands_is_woken_by_the_first() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        CompletableFuture<List<PendingCommand>> taken = taking(queue);
        PendingCommand command = weighing(1);

        assertThat(queue.offer(command)).isTrue();

        assertThat(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).containsExactly(command);
    }

    @Test
    void a_closed_queue_gives_out_what_waits_and_takes_nothing_in() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        PendingCommand command = weighing(1);
        assertThat(queue.offer(command)).isTrue();

        queue.close();

        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.offer(weighing(1))).isFalse();
        assertThat(queue.take(100)).containsExactly(command);
        assertThat(queue.take(100)).isEmpty();
    }

    @Test
    void who_waits_for_commands_is_told_when_none_will_come() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        CompletableFuture<List<PendingCommand>> taken = taking(queue);

        queue.close();

        assertThat(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void a_held_queue_gives_out_nothing_before_enough_wait() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        queue.hold(3);
        CompletableFuture<List<PendingCommand>> taken = taking(queue);

        assertThat(queue.offer(weighing(1))).isTrue();
        assertThat(queue.offer(weighing(2))).isTrue();
        assertThat(taken).isNotDone();
        assertThat(queue.offer(weighing(3))).isTrue();

        assertThat(weights(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))).containsExactly(1, 2, 3);
    }

    @Test
    void a_released_queue_gives_out_the_one_command_that_waits() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        queue.hold(3);
        CompletableFuture<List<PendingCommand>> taken = taking(queue);
        assertThat(queue.offer(weighing(1))).isTrue();

        queue.release();

        assertThat(weights(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))).containsExactly(1);
    }

    @Test
    void a_held_queue_that_is_closed_gives_out_what_waits() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        queue.hold(3);
        assertThat(queue.offer(weighing(1))).isTrue();

        queue.close();

        assertThat(weights(queue.take(100))).containsExactly(1);
    }

    @Test
    void who_is_woken_comes_back_with_what_there_is_and_once() throws Exception {
        CommandQueue queue = new CommandQueue(10, 100);
        queue.wake();
        assertThat(queue.take(100)).isEmpty();
        CompletableFuture<List<PendingCommand>> taken = taking(queue);

        queue.wake();

        assertThat(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
        assertThat(queue.isClosed()).isFalse();
    }

    private static CompletableFuture<List<PendingCommand>> taking(CommandQueue queue) {
        CompletableFuture<List<PendingCommand>> taken = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                taken.complete(queue.take(100));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        await().atMost(PATIENCE).until(() -> thread.getState() == Thread.State.WAITING);
        return taken;
    }

    private static List<Integer> weights(List<PendingCommand> commands) {
        return commands.stream().map(PendingCommand::weight).toList();
    }
}
