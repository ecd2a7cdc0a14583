package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolUseTest {

    private static final Set<Thread.State> WAITING_OR_DONE =
            EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    @Test
    void a_thread_is_interrupted_when_it_is_done() throws Exception {
        PoolUse use = new PoolUse(Duration.ofMinutes(1));
        CompletableFuture<Boolean> meanwhile = new CompletableFuture<>();
        Thread user = Thread.ofPlatform().start(() -> {
            use.run(() -> {
                Thread using = Thread.currentThread();
                Thread stopping = Thread.ofPlatform().start(() -> use.interrupt(using));
                while (!WAITING_OR_DONE.contains(stopping.getState())) {
                    Thread.onSpinWait();
                }
                meanwhile.complete(using.isInterrupted());
            });
            awaitInterrupt();
        });

        assertThat(meanwhile.get()).isFalse();
        user.join();
    }

    @Test
    void a_use_that_takes_too_long_is_interrupted() throws Exception {
        PoolUse use = new PoolUse(Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        Thread user = Thread.ofPlatform()
                .start(() -> use.run(() -> {
                    begun.countDown();
                    awaitInterrupt();
                }));
        begun.await();

        use.interrupt(user);

        user.join();
    }

    @Test
    void who_was_interrupted_does_not_use_it_any_more() {
        PoolUse use = new PoolUse();
        use.interrupt(Thread.currentThread());

        use.run(() -> {
            throw new AssertionError("used");
        });

        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }
}
