package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's event store over the journal: what is published while a batch is decided is staged with it, and whoever follows the
 * journal is woken as soon as a commit is on disk.
 */
public final class JournalEventStore extends AbstractEventStore {

    /** The resource of a root unit of work under which the events of its batch are staged. */
    public static final String STAGING = Staging.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(JournalEventStore.class);
    private static final int TAIL_EVENTS_MAX = 100_000;
    private static final long TAIL_BYTES_MAX = 64L << 20;

    private final PostgresEventStorageEngine engine;
    private final CommittedTail tail = new CommittedTail(TAIL_EVENTS_MAX, TAIL_BYTES_MAX);
    private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();
    private final AtomicLong head = new AtomicLong();
    private final List<LongConsumer> onCommit = new CopyOnWriteArrayList<>();

    public JournalEventStore(PostgresEventStorageEngine engine) {
        super(new Builder() {}.storageEngine(engine));
        this.engine = engine;
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        Staging staging = currentStaging();
        if (staging == null) {
            super.publish(events);
        } else {
            intercept(events).forEach(staging::add);
        }
    }

    @Override
    protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String aggregateIdentifier) {
        Staging staging = currentStaging();
        return staging == null
                ? super.stagedDomainEventMessages(aggregateIdentifier)
                : staging.of(aggregateIdentifier).stream();
    }

    private static @Nullable Staging currentStaging() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(STAGING) : null;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        long position = engine.head();
        reached(position);
        onCommit.forEach(listener -> tell(listener, position));
    }

    /** Hands committed events on to those who follow the journal. */
    public void committed(List<RecordedEventMessage> events, long bytes) {
        tail.add(events, bytes);
        tail.forgetThrough(
                feeds.stream().mapToLong(EventFeed::readThrough).min().orElse(Long.MAX_VALUE));
        long position = events.getLast().recorded().position();
        reached(position);
        onCommit.forEach(listener -> tell(listener, position));
    }

    /** Has the listener told the position of the last event of every commit of this node; it must not wait. */
    void onCommit(LongConsumer listener) {
        onCommit.add(listener);
    }

    /** Learns that the journal has come as far as this position, by this node's doing or another's. */
    public void reached(long position) {
        if (head.accumulateAndGet(position, Math::max) == position) {
            feeds.forEach(feed -> tell(feed::wake, position));
        }
    }

    /** A follower that fails, one that has shut down for instance, must not make a commit look as if it had failed. */
    private static void tell(LongConsumer follower, long position) {
        try {
            follower.accept(position);
        } catch (RuntimeException e) {
            LOG.warn("A follower of the journal could not be told of position {}: {}", position, e.toString());
        }
    }

    /** The position up to which this node knows the journal to exist. */
    public long knownHead() {
        return head.get();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        long after = trackingToken == null ? 0 : trackingToken.position().orElseThrow();
        reached(engine.head());
        EventFeed feed = new EventFeed(after, head.get(), tail, engine, feeds::remove);
        feeds.add(feed);
        feed.wake(head.get());
        return feed;
    }

    /** The events of a ledger in order, from just after a journal number. */
    public List<RecordedEventMessage> ofLedger(LedgerId ledger, long afterJournalNumber, int limit) {
        return engine.ofLedger(ledger, afterJournalNumber, limit);
    }

    /**
     * The events after a position, up to and including another at least, which has to exist. Unlike a follower, whoever goes
     * through them has nothing kept at hand for him.
     */
    public BlockingStream<TrackedEventMessage<?>> openPassage(long afterPosition, long throughPosition) {
        return new EventFeed(afterPosition, throughPosition, tail, engine, feed -> {});
    }
}
