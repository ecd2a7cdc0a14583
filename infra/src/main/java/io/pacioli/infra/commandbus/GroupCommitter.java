package io.pacioli.infra.commandbus;

import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.StagedBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts decided batches on disk in the order in which they were decided, as many with one commit as have come together, and then
 * answers their commands. It has a thread of its own, so that the next batches are decided meanwhile.
 *
 * <p>When a group is not stored, neither may anything be that was decided on top of it: from then on nothing is taken and
 * nothing is stored, until the deciding thread has taken back everything that is unanswered, with the cause.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
    private static final Duration END_MAX = Duration.ofSeconds(5);

    /** What was decided and not stored, in order, and why. */
    record Lost(List<DecidedBatch> batches, Throwable cause) {}

    private final AppendSession session;
    private final JournalEventStore eventStore;
    private final SnapshotTaker snapshotTaker;
    private final PipelineMetrics metrics;
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

    private final Thread committing;

    /** @param weightMax how much is committed together, and how much may be decided ahead of it */
    GroupCommitter(
            AppendSession session,
            JournalEventStore eventStore,
            SnapshotTaker snapshotTaker,
            PipelineMetrics metrics,
            CommandQueue queue,
            int weightMax) {
        this.session = session;
        this.eventStore = eventStore;
        this.snapshotTaker = snapshotTaker;
        this.metrics = metrics;
        this.queue = queue;
        this.weightMax = weightMax;
        this.committing =
                Thread.ofPlatform().name("pacioli-committing").daemon().start(this::commitUntilClosed);
    }

    /**
     * Has a batch stored and answered behind those that were added before; waits while too much is ahead of it.
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
     * @throws GroupLost when it did not get there
     */
    void awaitStored(Predicate<DecidedBatch> kind) {
        lock.lock();
        try {
            while (failure == null && isOnItsWay(kind)) {
                changed.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new GroupLost();
            }
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

    private void commitUntilClosed() {
        boolean more = true;
        while (more) {
            try {
                List<DecidedBatch> group = next();
                more = !group.isEmpty();
                if (more) {
                    commitOrLose(group);
                }
            } catch (InterruptedException e) {
                lose(e);
                Thread.currentThread().interrupt();
                more = false;
            } catch (RuntimeException | Error e) {
                LOG.error("Committing failed in an unforeseen way", e);
                lose(e);
            }
        }
    }

    /** Waits for decided batches and takes the oldest, as many as weigh no more than the bound; none once closed. */
    private List<DecidedBatch> next() throws InterruptedException {
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

    private void commitOrLose(List<DecidedBatch> group) {
        AppendSession.@Nullable Append append;
        try {
            append = store(group);
        } catch (RuntimeException | Error e) {
            rollBack(e);
            lose(e);
            return;
        }
        stored();
        tell(group, append);
    }

    private void lose(Throwable cause) {
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

    private void rollBack(Throwable cause) {
        if (cause instanceof StoreFailed) {
            session.abandon();
            return;
        }
        try {
            session.rollBack();
        } catch (SQLException e) {
            session.abandon();
        }
    }

    /** Stores and answers a batch on the calling thread, while nothing else is on its way. */
    void commitAlone(DecidedBatch batch) {
        List<DecidedBatch> group = List.of(batch);
        AppendSession.@Nullable Append append;
        try {
            append = store(group);
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
        tell(group, append);
    }

    private AppendSession.@Nullable Append store(List<DecidedBatch> group) {
        try {
            AppendSession.Append append = append(group);
            long before = System.nanoTime();
            if (append == null) {
                session.commit();
            } else {
                append.commit();
            }
            metrics.committed(System.nanoTime() - before);
            return append;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private AppendSession.@Nullable Append append(List<DecidedBatch> group) throws SQLException {
        long seen = group.getFirst().from().position();
        List<StagedBatch> staged = new ArrayList<>(group.size());
        for (DecidedBatch batch : group) {
            if (!batch.facts().isEmpty()) {
                staged.add(batch.staged());
            }
        }
        if (staged.isEmpty()) {
            // Nothing is appended, but a rejection too has to rest on what is still true.
            if (session.head().position() != seen) {
                throw new Overtaken();
            }
            return null;
        }
        return session.append(seen, staged).orElseThrow(Overtaken::new);
    }

    /** What is on disk is no longer on its way: whoever waits to look it up may look now, and new commands may be decided. */
    private void stored() {
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

    /** From here on nothing may fail: the group is on disk, and whoever waits for its answers must not hear otherwise. */
    private void tell(List<DecidedBatch> group, AppendSession.@Nullable Append append) {
        List<RecordedEventMessage> events = append == null ? List.of() : append.events();
        try {
            if (append != null) {
                eventStore.committed(events, append.bytes());
            }
            group.forEach(batch -> batch.snapshots().forEach(snapshotTaker::offer));
            metrics.decided(
                    group.stream().mapToInt(batch -> batch.commands().size()).sum(), events.size());
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Not everybody was told of the events up to position {}",
                    group.getLast().to().position(),
                    e);
        }
        int from = 0;
        for (DecidedBatch batch : group) {
            int to = from + batch.facts().size();
            answer(batch, events.subList(from, to));
            from = to;
        }
    }

    private static void answer(DecidedBatch batch, List<RecordedEventMessage> events) {
        try {
            batch.answer(events);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A batch of {} commands is on disk and could not be answered",
                    batch.commands().size(),
                    e);
        }
    }

    /** Ends when everything that was added is stored, or what was not has been lost. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!committing.join(END_MAX)) {
                // Nothing but the end of its connection ends the wait for a commit.
                session.abandon();
                committing.interrupt();
                committing.join(END_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
