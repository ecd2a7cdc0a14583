package io.pacioli.infra.commandbus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decided batches between the thread that decides and the one that stores them: those that wait, bounded in weight, and the group
 * that is being stored.
 *
 * <p>When a group is not stored, neither may anything be that was decided on top of it: from then on nothing is taken in and
 * nothing is given out, until the deciding thread has taken back everything, with the cause.
 */
final class BatchesOnTheirWay {

    /** What was decided and not stored, in order, and why. */
    record Lost(List<DecidedBatch> batches, Throwable cause) {}

    private final CommandQueue queue;
    private final int weightMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Everything below is guarded by the lock. */
    private final Deque<DecidedBatch> waiting = new ArrayDeque<>();

    private List<DecidedBatch> underWay = List.of();
    private int waitingWeight;
    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * @param queue where commands wait, which is held back while a group is being stored
     * @param weightMax how much is stored together, and how much may be decided ahead of it
     */
    BatchesOnTheirWay(CommandQueue queue, int weightMax) {
        this.queue = queue;
        this.weightMax = weightMax;
    }

    /**
     * Takes a batch in behind those before it; waits while too much is ahead of it.
     *
     * @throws GroupLost when one of those was not stored; then this one is not taken
     */
    void add(DecidedBatch batch) {
        lock.lock();
        try {
            while (failure == null && !closed && waitingWeight >= weightMax) {
                changed.awaitUninterruptibly();
            }
            if (failure != null || closed) {
                throw new GroupLost();
            }
            waiting.addLast(batch);
            waitingWeight += batch.weight();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a batch of a certain kind is no longer on its way to the disk.
     *
     * @return whether there was one
     * @throws GroupLost when it did not get there
     */
    boolean awaitStored(Predicate<DecidedBatch> kind) {
        lock.lock();
        try {
            boolean any = false;
            while (failure == null && isOnItsWay(kind)) {
                any = true;
                changed.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new GroupLost();
            }
            return any;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOnItsWay(Predicate<DecidedBatch> kind) {
        return underWay.stream().anyMatch(kind) || waiting.stream().anyMatch(kind);
    }

    /** Waits until everything that was added is stored, or it is known that something will not be. */
    void awaitEnd() {
        lock.lock();
        try {
            while (failure == null && isOnItsWay(any -> true)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes back everything that was not stored, if anything was not, and goes on from there; null where nothing was lost. */
    @Nullable
    Lost takeLost() {
        lock.lock();
        try {
            Throwable cause = failure;
            if (cause == null) {
                return null;
            }
            List<DecidedBatch> batches = new ArrayList<>(underWay);
            batches.addAll(waiting);
            underWay = List.of();
            waiting.clear();
            waitingWeight = 0;
            failure = null;
            return new Lost(batches, cause);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for batches and gives out the oldest, as many as weigh no more than the bound; none once closed. */
    List<DecidedBatch> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && (failure != null || waiting.isEmpty())) {
                changed.await();
            }
            if (failure != null) {
                return List.of();
            }
            List<DecidedBatch> group = new ArrayList<>();
            int weight = 0;
            int commands = 0;
            while (!waiting.isEmpty()
                    && (group.isEmpty() || weight + waiting.peekFirst().weight() <= weightMax)) {
                DecidedBatch batch = waiting.removeFirst();
                group.add(batch);
                weight += batch.weight();
                commands += batch.commands().size();
            }
            waitingWeight -= weight;
            underWay = List.copyOf(group);
            changed.signalAll();
            queue.hold(commands / 2);
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** The group that was given out is on disk: whoever waits to look it up may look now, and commands are held back no longer. */
    void stored() {
        lock.lock();
        try {
            underWay = List.of();
            changed.signalAll();
            if (waiting.isEmpty()) {
                queue.release();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The group that was given out is not on disk, and will not be. */
    void lose(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        queue.release();
        queue.wake();
    }

    /** Takes no more in; what waits is still given out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
