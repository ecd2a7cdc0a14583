package io.pacioli.projections.rebuild;

import io.pacioli.domain.transaction.PostingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One way through the journal, in steps; what comes next is read while the step before is written. */
final class Passage implements AutoCloseable {

    private final JournalPassages journal;
    private long position;
    private long through;
    private @Nullable BlockingStream<TrackedEventMessage<?>> events;

    Passage(JournalPassages journal, long position) {
        this.journal = journal;
        this.position = position;
    }

    long position() {
        return position;
    }

    /** The next events, up to and including a position, which exist; a bounded number of them. */
    List<TrackedEventMessage<?>> next(long throughPosition, int eventsMax, int postingsMax)
            throws InterruptedException {
        List<TrackedEventMessage<?>> taken = new ArrayList<>();
        int postings = 0;
        while (position < throughPosition && taken.size() < eventsMax && postings < postingsMax) {
            TrackedEventMessage<?> event = open(throughPosition).nextAvailable();
            taken.add(event);
            position = event.trackingToken().position().orElseThrow();
            if (event.getPayload() instanceof PostingEvent posting) {
                postings += posting.postings().lines().size();
            }
        }
        return taken;
    }

    private BlockingStream<TrackedEventMessage<?>> open(long throughPosition) throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> open = events;
        if (open != null && (position < through || open.hasNextAvailable(0, TimeUnit.NANOSECONDS))) {
            return open;
        }
        close();
        BlockingStream<TrackedEventMessage<?>> opened = journal.open(position, throughPosition);
        events = opened;
        through = throughPosition;
        return opened;
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
