package io.pacioli.command.dispatch;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends waits for answers that take too long, with a {@link TimeoutException}; all may take equally long.
 *
 * <p>A wait with a time limit of its own sets a timer, and each timer wakes a thread when it is set and when it is taken back,
 * which costs more than deciding a command. Here one thread looks at the oldest waits now and then.
 */
final class AnswerTimeouts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerTimeouts.class);
    private static final long LOOK_NANOS_MAX = Duration.ofMillis(100).toNanos();

    private record Wait(CompletableFuture<?> answer, long deadlineNanos) {}

    private final long waitNanosMax;

    /** In the order of their deadlines. Answered ones stay until the next look, or until those before them have ended. */
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pacioli-answer-timeouts").daemon().factory());

    AnswerTimeouts(Duration waitMax) {
        waitNanosMax = waitMax.toNanos();
        long pause = Math.min(LOOK_NANOS_MAX, waitNanosMax);
        var _ = looking.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
    }

    void watch(CompletableFuture<?> answer) {
        waits.add(new Wait(answer, System.nanoTime() + waitNanosMax));
    }

    private void look() {
        try {
            endLateOnes();
        } catch (RuntimeException | Error e) {
            // An exception would end the looking, and every wait from then on would be endless.
            LOG.error("Waits for answers were not looked at", e);
        }
    }

    private void endLateOnes() {
        long now = System.nanoTime();
        Wait oldest = waits.peek();
        while (oldest != null && (oldest.answer().isDone() || now - oldest.deadlineNanos() >= 0)) {
            waits.remove();
            if (!oldest.answer().isDone()) {
                oldest.answer().completeExceptionally(new TimeoutException());
            }
            oldest = waits.peek();
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
