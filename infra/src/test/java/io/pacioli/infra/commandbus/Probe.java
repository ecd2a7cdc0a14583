package io.pacioli.infra.commandbus;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.util.List;
import java.util.concurrent.Callable;

/** A command whose handler does what a test says, and names no streams. */
record Probe(LedgerId ledger, Callable<?> body) implements Command {

    Probe(Callable<?> body) {
        this(TestPipeline.BOOK, body);
    }

    @Override
    public List<StreamId> streams() {
        return List.of();
    }
}
