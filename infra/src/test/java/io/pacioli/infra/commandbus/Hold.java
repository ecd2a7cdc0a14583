package io.pacioli.infra.commandbus;

import io.pacioli.domain.decision.Rejection;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.GenericCommandMessage;

/** Keeps a deciding thread busy until it is closed, so that everything that is sent meanwhile is decided together. */
final class Hold implements AutoCloseable {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold(TestPipeline node) {
        node.bus().dispatch(GenericCommandMessage.asCommandMessage(new Probe(this::decide)));
        awaitBegun();
    }

    private Object decide() throws InterruptedException {
        begun.countDown();
        Waiting.on(released);
        return new Rejection.LedgerNotFound(TestPipeline.BOOK);
    }

    private void awaitBegun() {
        try {
            Waiting.on(begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
    }
}
