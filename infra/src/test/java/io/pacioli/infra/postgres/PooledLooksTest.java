package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PooledLooksTest {

    @Test
    void a_thread_is_interrupted_when_it_has_looked() throws Exception {
        PooledLooks looks = new PooledLooks(Duration.ofMinutes(1));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> whileLooking = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            looks.look(() -> {
                begun.countDown();
                while (!looks.isAwaited()) {
                    Thread.onSpinWait();
                }
                whileLooking.complete(Thread.currentThread().isInterrupted());
            });
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        });
        begun.await();

        looks.interrupt(thread);

        assertThat(whileLooking.get()).isFalse();
        thread.join();
    }

    @Test
    void a_look_that_takes_too_long_is_interrupted() throws Exception {
        PooledLooks looks = new PooledLooks(Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual()
                .start(() -> looks.look(() -> {
                    begun.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                }));
        begun.await();

        looks.interrupt(thread);

        thread.join();
    }
}
