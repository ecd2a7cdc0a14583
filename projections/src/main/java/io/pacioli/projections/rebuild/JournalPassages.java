package io.pacioli.projections.rebuild;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The journal, to be gone through from one place to another. */
public interface JournalPassages {

    /** The events after a position, up to and including another at least; whoever has enough closes it. */
    BlockingStream<TrackedEventMessage<?>> open(long afterPosition, long throughPosition);

    /** The position of the last event as far as this node knows. */
    long knownHead();
}
