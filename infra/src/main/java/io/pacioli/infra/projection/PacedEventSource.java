package io.pacioli.infra.projection;

import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.projections.batch.RestingPace;
import io.pacioli.projections.position.AppliedPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
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
 * row of every account that it touches. A moment later there is more of everything in one. So a batch does not begin at once
 * after the one before, but a {@link Linger} later. Nothing is held back after a pause, nor when a request waits to read what it wrote,
 * nor behind a batch that was full; unless new tables are filled beside those that other nodes serve, while clients write: then it rests
 * after each batch.
 *
 * <p>The event processor asks with a timeout whether there is something before each batch, and then takes on what {@link
 * BlockingStream#peek} shows it; this is where a batch begins and ends.
 */
final class PacedEventSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double OTHERS_EVENTS_PER_SECOND_BUSY = 50;
    private static final int RESTS = 3;
    private static final int GAINING = 2;

    private final StreamableMessageSource<TrackedEventMessage<?>> journal;
    private final AppliedPosition applied;
    private final RestingPace pace;
    private final ProjectionSettings settings;
    private final DoubleSupplier othersEventsPerSecond;
    private final LongSupplier nanoTime;

    /**
     * @param pace of the writing of each batch, which is told when one begins
     * @param othersEventsPerSecond how fast others write who are to be spared; 0 where nobody is
     */
    PacedEventSource(
            StreamableMessageSource<TrackedEventMessage<?>> journal,
            AppliedPosition applied,
            RestingPace pace,
            ProjectionSettings settings,
            DoubleSupplier othersEventsPerSecond,
            LongSupplier nanoTime) {
        this.journal = journal;
        this.applied = applied;
        this.pace = pace;
        this.settings = settings;
        this.othersEventsPerSecond = othersEventsPerSecond;
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

    /**
     * How long to rest after a full batch: three times as long as it took, so that three quarters of what it could use are theirs who
     * write; but not where it would so no longer gain on them.
     */
    static long restNanos(int events, long tookNanos, double others) {
        double mine = events * NANOS_PER_SECOND / Math.max(1, tookNanos);
        boolean isGaining = mine >= GAINING * (1 + RESTS) * others;
        return others >= OTHERS_EVENTS_PER_SECOND_BUSY && isGaining ? RESTS * tookNanos : 0;
    }

    private final class PacedStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> events;
        private final Linger linger = new Linger(settings.lingerMax().toNanos());
        /** When the last batch began, how long its events had gathered, whether it goes on, and how many it took. */
        private long begun = nanoTime.getAsLong() - Linger.NANOS_MIN;

        private long gathered = Linger.NANOS_MIN;
        private boolean running;
        private int taken;
        private int postings;

        PacedStream(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (timeout == 0) {
                return events.hasNextAvailable(timeout, unit);
            }
            if (running) {
                running = false;
                linger.learn(nanoTime.getAsLong() - begun - pace.restedNanos(), gathered);
            }
            if (!events.hasNextAvailable(timeout, unit)) {
                return false;
            }
            awaitBegin();
            long now = nanoTime.getAsLong();
            gathered = now - begun;
            begun = now;
            running = true;
            pace.begin(linger.rests());
            taken = 0;
            postings = 0;
            return true;
        }

        private void awaitBegin() throws InterruptedException {
            long since = nanoTime.getAsLong() - begun;
            long nanos =
                    isFull() ? restNanos(taken, since, othersEventsPerSecond.getAsDouble()) : linger.nanos() - since;
            if (nanos > 0) {
                applied.awaitDemand(Duration.ofNanos(nanos));
            }
        }

        private boolean isFull() {
            return taken >= settings.batchEventsMax() || postings >= settings.batchPostingsMax();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return isFull() ? Optional.empty() : events.peek();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> event = events.nextAvailable();
            taken++;
            switch (event.getPayload()) {
                case BeginningEvent begun ->
                    postings += begun.postings().lines().size();
                case HoldPosted posted -> postings += posted.postings().lines().size();
                default -> {}
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
