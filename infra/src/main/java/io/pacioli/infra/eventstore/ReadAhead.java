package io.pacioli.infra.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal on a thread of its own for a follower that is far behind, so that the next events are fetched and decoded
 * while the follower applies those before them. Bounded by the weight of what it holds ready.
 */
final class ReadAhead implements AutoCloseable {

    /** In bytes as they are stored; decoded, an event takes several times as much. */
    static final long READY_BYTES_MAX = 8L << 20;

    /** Events that stand one after the other. */
    record Page(List<RecordedEventMessage> events, long bytes) {}

    /** Reads the events just after a position; an empty page where the journal ends. */
    interface Pages {
        Page after(long position);
    }

    private final Pages journal;
    private final LongPredicate isFarEnough;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Everything below is guarded by the lock. */
    private final Deque<Page> ready = new ArrayDeque<>();

    private long readyBytes;
    private @Nullable RuntimeException failure;
    private boolean ended;
    private boolean closed;

    /**
     * @param isFarEnough whether the follower needs nobody to read ahead from a position on, where the reading ends
     */
    ReadAhead(long afterPosition, Pages journal, LongPredicate isFarEnough) {
        this.journal = journal;
        this.isFarEnough = isFarEnough;
        Thread.ofPlatform().name("pacioli-reading").daemon().start(() -> read(afterPosition));
    }

    private void read(long afterPosition) {
        long position = afterPosition;
        try {
            while (hasRoom() && !isFarEnough.test(position)) {
                Page page = journal.after(position);
                if (page.events().isEmpty()) {
                    break;
                }
                position = page.events().getLast().recorded().position();
                add(page);
            }
            end(null);
        } catch (RuntimeException e) {
            end(e);
        } catch (Error e) {
            end(new IllegalStateException("The journal could not be read ahead", e));
            throw e;
        }
    }

    /** Waits until there is room for one more page; false once closed. */
    private boolean hasRoom() {
        lock.lock();
        try {
            while (!closed && readyBytes >= READY_BYTES_MAX) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void add(Page page) {
        lock.lock();
        try {
            ready.addLast(page);
            readyBytes += page.bytes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable RuntimeException cause) {
        lock.lock();
        try {
            failure = cause;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next events, in order.
     *
     * @return nothing once the reading has come to its end and everything has been taken
     * @throws RuntimeException what the reading failed with, after everything before it has been taken
     */
    List<RecordedEventMessage> take() {
        lock.lock();
        try {
            while (ready.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            Page page = ready.pollFirst();
            if (page != null) {
                readyBytes -= page.bytes();
                changed.signalAll();
                return page.events();
            }
            if (failure != null) {
                throw failure;
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Has the reading end after the page that is being read. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
