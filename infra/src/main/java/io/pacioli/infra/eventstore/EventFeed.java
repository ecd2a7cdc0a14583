package io.pacioli.infra.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Follows the journal from a position: what this node committed last comes from memory, everything else from the database. */
final class EventFeed implements BlockingStream<TrackedEventMessage<?>> {

    private static final int EVENTS_PER_READ = 1_000;
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final CommittedTail tail;
    private final PostgresEventStorageEngine engine;
    private final Consumer<EventFeed> onClose;
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition woken = waiting.newCondition();
    private final AtomicLong known;
    private final Deque<RecordedEventMessage> ready = new ArrayDeque<>();

    /** Changed by whoever reads, ended by whoever closes. */
    private volatile @Nullable ReadAhead ahead;

    private volatile boolean closed;
    /** Up to here the feed has taken from the journal what it hands out; written by whoever reads, seen by everyone. */
    private volatile long position;

    private volatile @Nullable Runnable onAvailable;

    EventFeed(
            long afterPosition,
            long known,
            CommittedTail tail,
            PostgresEventStorageEngine engine,
            Consumer<EventFeed> onClose) {
        this.position = afterPosition;
        this.known = new AtomicLong(known);
        this.tail = tail;
        this.engine = engine;
        this.onClose = onClose;
    }

    /** Tells the feed that the journal has come as far as this position; never waits for whoever reads. */
    void wake(long head) {
        known.accumulateAndGet(head, Math::max);
        waiting.lock();
        try {
            woken.signalAll();
        } finally {
            waiting.unlock();
        }
        Runnable callback = onAvailable;
        if (callback != null) {
            callback.run();
        }
    }

    /** The position up to which the feed has taken its events and needs none of them kept. */
    long readThrough() {
        return position;
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(ready.peekFirst());
    }

    @Override
    public synchronized boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        fill();
        if (ready.isEmpty() && timeout > 0) {
            awaitMore(unit.toNanos(timeout));
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public synchronized TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        fill();
        while (ready.isEmpty()) {
            awaitMore(WAIT_NANOS_MAX);
            fill();
        }
        return ready.removeFirst();
    }

    private void awaitMore(long nanosMax) throws InterruptedException {
        long nanos = nanosMax;
        waiting.lockInterruptibly();
        try {
            while (position >= known.get() && nanos > 0) {
                nanos = woken.awaitNanos(nanos);
            }
        } finally {
            waiting.unlock();
        }
    }

    /** Reads on, unless there is something left or the journal is known to end here. */
    private void fill() {
        if (!ready.isEmpty() || position >= known.get()) {
            return;
        }
        List<RecordedEventMessage> next = readAhead();
        if (next.isEmpty()) {
            next = tail.after(position, EVENTS_PER_READ).orElseGet(this::fromDatabase);
        }
        if (!next.isEmpty()) {
            ready.addAll(next);
            position = next.getLast().recorded().position();
        }
    }

    /** What is close is read at once; where more than a page is missing, the pages after it are read meanwhile. */
    private List<RecordedEventMessage> fromDatabase() {
        List<RecordedEventMessage> page = engine.page(position, EVENTS_PER_READ).events();
        if (page.size() == EVENTS_PER_READ) {
            long last = page.getLast().recorded().position();
            ReadAhead reading = new ReadAhead(last, after -> engine.page(after, EVENTS_PER_READ), this::isAtHand);
            ahead = reading;
            if (closed) {
                reading.close();
            }
        }
        return page;
    }

    private boolean isAtHand(long after) {
        return after >= known.get() || tail.holds(after + 1);
    }

    /** What was read ahead, if anything is: nothing where the feed has come to its end. */
    private List<RecordedEventMessage> readAhead() {
        ReadAhead reading = ahead;
        if (reading == null) {
            return List.of();
        }
        boolean more = false;
        try {
            List<RecordedEventMessage> page = reading.take();
            more = !page.isEmpty();
            return page;
        } finally {
            if (!more) {
                ahead = null;
            }
        }
    }

    @Override
    public boolean setOnAvailableCallback(@Nullable Runnable callback) {
        onAvailable = callback;
        return true;
    }

    @Override
    public void close() {
        onClose.accept(this);
        closed = true;
        ReadAhead reading = ahead;
        if (reading != null) {
            reading.close();
        }
    }
}
