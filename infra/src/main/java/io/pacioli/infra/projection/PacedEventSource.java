package io.pacioli.infra.projection;

import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.position.AppliedPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The journal at the pace of projections: decides when the next batch begins, and ends one that would grow too large.
 *
 * <p>Under load every commit of the write side would otherwise be a batch of its own here, and each costs a transaction and the
 * row of every account that it touches. A moment later there is more of everything in one. So a batch does not begin sooner than
 * {@code lingerMax} after the one before. Nothing is held back after a pause, nor when a request waits to read what it wrote.
 *
 * <p>The event processor asks with a timeout whether there is something before each batch, and then takes on what {@link
 * BlockingStream#peek} shows it; this is where a batch begins and ends.
 */
final class PacedEventSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> journal;
    private final AppliedPosition applied;
    private final Duration lingerMax;
    private final int batchPostingsMax;
    private final LongSupplier nanoTime;

    PacedEventSource(
            StreamableMessageSource<TrackedEventMessage<?>> journal,
            AppliedPosition applied,
            Duration lingerMax,
            int batchPostingsMax,
            LongSupplier nanoTime) {
        this.journal = journal;
        this.applied = applied;
        this.lingerMax = lingerMax;
        this.batchPostingsMax = batchPostingsMax;
        this.nanoTime = nanoTime;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new PacedStream(journal.openStream(trackingToken));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return journal.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return journal.createHeadToken();
    }

    private final class PacedStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> events;
        private long nextBatch = nanoTime.getAsLong();
        private int postings;

        PacedStream(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (timeout == 0) {
                return events.hasNextAvailable(timeout, unit);
            }
            if (!events.hasNextAvailable(timeout, unit)) {
                return false;
            }
            linger();
            nextBatch = nanoTime.getAsLong() + lingerMax.toNanos();
            postings = 0;
            return true;
        }

        private void linger() throws InterruptedException {
            long nanos = nextBatch - nanoTime.getAsLong();
            if (nanos > 0) {
                applied.awaitDemand(Duration.ofNanos(nanos));
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return postings < batchPostingsMax ? events.peek() : Optional.empty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> event = events.nextAvailable();
            if (event.getPayload() instanceof TransactionPosted transaction) {
                postings += transaction.postings().lines().size();
            }
            return event;
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            // Positions follow each other without a gap, and the read tables insist on it.
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
