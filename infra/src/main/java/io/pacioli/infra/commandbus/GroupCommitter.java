package io.pacioli.infra.commandbus;

import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.StagedBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts decided batches on disk in the order in which they were decided, as many with one commit as have come together, and then
 * answers their commands. It has a thread of its own, so that the next batches are decided meanwhile.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
    private static final Duration END_MAX = Duration.ofSeconds(5);

    private final BatchesOnTheirWay batches;
    private final AppendSession session;
    private final JournalEventStore eventStore;
    private final SnapshotTaker snapshotTaker;
    private final PipelineMetrics metrics;
    private final Backpressure backpressure;
    private final Thread committing;

    GroupCommitter(
            BatchesOnTheirWay batches,
            AppendSession session,
            JournalEventStore eventStore,
            SnapshotTaker snapshotTaker,
            PipelineMetrics metrics,
            Backpressure backpressure) {
        this.batches = batches;
        this.session = session;
        this.eventStore = eventStore;
        this.snapshotTaker = snapshotTaker;
        this.metrics = metrics;
        this.backpressure = backpressure;
        this.committing =
                Thread.ofPlatform().name("pacioli-committing").daemon().start(this::commitUntilClosed);
    }

    private void commitUntilClosed() {
        boolean more = true;
        while (more) {
            try {
                List<DecidedBatch> group = batches.take();
                more = !group.isEmpty();
                if (more) {
                    commitOrLose(group);
                }
            } catch (InterruptedException e) {
                batches.lose(e);
                Thread.currentThread().interrupt();
                more = false;
            } catch (RuntimeException | Error e) {
                LOG.error("Committing failed in an unforeseen way", e);
                batches.lose(e);
            }
        }
    }

    private void commitOrLose(List<DecidedBatch> group) {
        AppendSession.@Nullable Appended appended;
        long begun = System.nanoTime();
        try {
            appended = store(group);
        } catch (RuntimeException | Error e) {
            rollBack(e);
            batches.lose(e);
            return;
        }
        long took = System.nanoTime() - begun;
        batches.stored();
        tell(group, appended);
        if (appended != null) {
            metrics.rested(backpressure.restAfter(group.getLast().to().position(), took));
        }
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
        AppendSession.@Nullable Appended appended;
        try {
            appended = store(group);
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
        tell(group, appended);
    }

    private AppendSession.@Nullable Appended store(List<DecidedBatch> group) {
        try {
            long before = System.nanoTime();
            AppendSession.@Nullable Appended appended = append(group);
            metrics.committed(System.nanoTime() - before);
            return appended;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private AppendSession.@Nullable Appended append(List<DecidedBatch> group) throws SQLException {
        long seen = group.getFirst().from().position();
        List<StagedBatch> staged = new ArrayList<>(group.size());
        List<Long> newKeys = new ArrayList<>();
        for (DecidedBatch batch : group) {
            newKeys.addAll(batch.newKeys());
            if (!batch.facts().isEmpty()) {
                staged.add(batch.staged());
            }
        }
        if (staged.isEmpty()) {
            // Nothing is appended, but a rejection too has to rest on what is still true.
            if (session.anyStored(newKeys)) {
                throw new KeysStored();
            }
            if (session.head().position() != seen) {
                throw new Overtaken();
            }
            session.commit();
            return null;
        }
        Optional<AppendSession.Appended> appended = session.append(seen, staged, newKeys);
        if (appended.isEmpty()) {
            throw session.head().position() == seen ? new KeysStored() : new Overtaken();
        }
        return appended.get();
    }

    /** From here on nothing may fail: the group is on disk, and whoever waits for its answers must not hear otherwise. */
    private void tell(List<DecidedBatch> group, AppendSession.@Nullable Appended appended) {
        List<RecordedEventMessage> events = appended == null ? List.of() : appended.events();
        try {
            if (appended != null) {
                eventStore.committed(events, appended.bytes());
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

    /** Ends when everything that was decided is stored, or what was not has been lost. */
    @Override
    public void close() {
        batches.close();
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
