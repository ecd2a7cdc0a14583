package io.pacioli.infra.commandbus;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.Head;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.LookupSession;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.eventstore.StoredStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides batches of commands one after the other, and has each answered once its outcome is on disk. Used by one thread.
 *
 * <p>A batch is decided from what this node has seen and decided before, whether or not that is on disk yet; a {@link
 * GroupCommitter} stores it meanwhile, and appends only if the head of the journal is still where it was seen. If it is not,
 * another node has appended, and everything decided since is decided again, this time with the head held from the start, so
 * that it cannot be lost again. When the database has failed, it is refused, and its commands are to be sent again.
 *
 * <p>What is on its way to the disk cannot be looked up there. Kept aggregates show it as they stand; a batch that asks for
 * anything else of it, a key that was sent twice or a stream that is not kept, waits until it has arrived.
 */
public final class BatchDecider implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDecider.class);
    private static final int TRIES_MAX = 4;
    private static final long WARNING_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String UNIQUE_VIOLATION = "23505";

    private final LookupSession lookups;
    private final AppendSession session;
    private final EventCodecs codecs;
    private final SnapshotTaker snapshotTaker;
    private final PipelineMetrics metrics;
    private final Clock clock;
    private final NodeMemory memory;
    private final CommandQueue queue;
    private final int batchWeightMax;
    private final GroupCommitter committer;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    private @Nullable SQLException loadFailure;
    private long lossWarned = System.nanoTime() - WARNING_PAUSE_NANOS;

    public BatchDecider(
            CommandBusSettings settings,
            LookupSession lookups,
            AppendSession session,
            EventCodecs codecs,
            JournalEventStore eventStore,
            Snapshots snapshots,
            SnapshotTaker snapshotTaker,
            PipelineMetrics metrics,
            Clock clock) {
        this.lookups = lookups;
        this.session = session;
        this.codecs = codecs;
        this.snapshotTaker = snapshotTaker;
        this.metrics = metrics;
        this.clock = clock;
        this.memory = new NodeMemory(lookups, session, snapshots, settings.cachedAggregatesMax());
        this.queue = new CommandQueue(settings.queuedCommandsMax(), settings.queuedWeightMax());
        this.batchWeightMax = settings.batchWeightMax();
        this.committer = new GroupCommitter(session, eventStore, snapshotTaker, metrics, queue, batchWeightMax);
    }

    /** The commands that wait to be decided here. */
    CommandQueue queue() {
        return queue;
    }

    /** Decides what is put into the queue until that is closed, and sees to it that every command is answered. */
    void decideUntilClosed() throws InterruptedException {
        List<PendingCommand> taken = queue.take(batchWeightMax);
        while (!taken.isEmpty() || !queue.isClosed()) {
            decideOrRefuse(taken);
            taken = queue.take(batchWeightMax);
        }
        committer.awaitEnd();
        decideAgainWhatWasLost();
    }

    /** Answers every command, whatever happens: this thread must not end before the queue does. */
    private void decideOrRefuse(List<PendingCommand> taken) {
        try {
            decideAgainWhatWasLost();
            decide(taken);
        } catch (RuntimeException | Error e) {
            committer.awaitEnd();
            memory.forgetEverything();
            refuseUnstored(taken, e);
        }
    }

    private void decide(List<PendingCommand> taken) {
        List<PendingCommand> commands = new ArrayList<>(taken.size());
        long now = System.nanoTime();
        for (PendingCommand command : taken) {
            if (command.isLate(now)) {
                command.fail(new RequestRefused(
                        ProblemCode.DECISION_TIMED_OUT,
                        "The command waited too long and was not decided. Send it again, with the same key."));
            } else {
                commands.add(command);
            }
        }
        if (commands.isEmpty()) {
            return;
        }
        try {
            add(think(commands, memory.catchUp(false)));
        } catch (RuntimeException | Error e) {
            committer.awaitEnd();
            decideAgainWhatWasLost();
            decideAgain(List.of(commands), e);
        } catch (SQLException e) {
            committer.awaitEnd();
            decideAgainWhatWasLost();
            decideAgain(List.of(commands), new StoreFailed(e));
        }
    }

    private void add(DecidedBatch decided) {
        try {
            committer.add(decided);
        } catch (GroupLost e) {
            memory.backTo(List.of(decided));
            throw e;
        }
    }

    private void decideAgainWhatWasLost() {
        GroupCommitter.Lost lost = committer.takeLost();
        if (lost != null) {
            memory.backTo(lost.batches());
            decideAgain(lost.batches().stream().map(DecidedBatch::commands).toList(), lost.cause());
        }
    }

    /** Decides batches, one after the other, that were not stored, unless their cause says that this is hopeless. */
    private void decideAgain(List<List<PendingCommand>> batches, Throwable cause) {
        boolean worthIt = isWorthAnotherTry(cause);
        for (List<PendingCommand> commands : batches) {
            if (worthIt) {
                decideHoldingHead(commands);
            } else {
                refuseUnstored(commands, cause);
            }
        }
    }

    private void decideHoldingHead(List<PendingCommand> commands) {
        Throwable last = null;
        for (int attempt = 2; attempt <= TRIES_MAX; attempt++) {
            try {
                committer.commitAlone(think(commands, memory.catchUp(true)));
                return;
            } catch (SQLException e) {
                last = new StoreFailed(e);
            } catch (RuntimeException | Error e) {
                last = e;
            }
            if (!isWorthAnotherTry(last)) {
                break;
            }
        }
        refuseUnstored(commands, last);
    }

    /** Whether the same commands may fare better, now that what has been remembered wrongly is forgotten. */
    private boolean isWorthAnotherTry(Throwable cause) {
        if (cause instanceof Overtaken) {
            metrics.overtaken();
            return true;
        }
        if (cause instanceof GroupLost) {
            return true;
        }
        memory.forgetEverything();
        return cause instanceof StoreFailed failed && isWorthAnotherTry(failed.failure());
    }

    private boolean isWorthAnotherTry(SQLException cause) {
        if (UNIQUE_VIOLATION.equals(cause.getSQLState())) {
            LOG.error("A stream had grown behind the head of the journal; deciding again", cause);
            return true;
        }
        if (!AppendSession.isHeadHeld(cause)) {
            return false;
        }
        try {
            LOG.warn("Another writer holds the head of the journal for too long; ending it");
            session.endStuckWriters();
            return true;
        } catch (SQLException e) {
            session.abandon();
            return false;
        }
    }

    private void refuseUnstored(List<PendingCommand> commands, @Nullable Throwable cause) {
        if (cause instanceof StoreFailed || cause instanceof Overtaken) {
            warnOfLoss(commands, cause);
            commands.forEach(command -> command.fail(new RequestRefused(
                    ProblemCode.DATABASE_UNAVAILABLE,
                    "The database did not answer. Send the command again, with the same key: it takes effect once.")));
        } else {
            LOG.error("A batch of {} commands failed", commands.size(), cause);
            commands.forEach(command -> command.fail(new RequestRefused(
                    ProblemCode.INTERNAL_ERROR,
                    "The command could not be decided. Send it again, with the same key.")));
        }
    }

    /** Once a second at most: while the database is away, every batch of the clients that try again is lost. */
    private void warnOfLoss(List<PendingCommand> commands, Throwable cause) {
        long now = System.nanoTime();
        if (now - lossWarned >= WARNING_PAUSE_NANOS) {
            lossWarned = now;
            LOG.warn("A batch of {} commands was lost with the database: {}", commands.size(), cause.toString());
        }
    }

    /** Decides commands from what is seen and remembered, which afterwards is as if they were stored. */
    private DecidedBatch think(List<PendingCommand> commands, Head from) throws SQLException {
        awaitKeysOnTheirWay(commands);
        StoredKeys storedKeys = StoredKeys.of(commands, lookups, codecs);
        Batch batch = new Batch(decidedAt(from), storedKeys, lookUpMissing(commands), memory.aggregates());
        try {
            Decisions decisions = new Decisions(batch, storedKeys, replays(commands, storedKeys), codecs, interceptors);
            decide(commands, batch, decisions);
            return new DecidedBatch(from, batch, decisions, commands, memory.learn(from, batch));
        } catch (RuntimeException | Error | SQLException e) {
            batch.forget();
            throw e;
        }
    }

    /** A command whose handler could not load what it needs has failed in vain: all are decided again. */
    private void decide(List<PendingCommand> commands, Batch batch, Decisions decisions) throws SQLException {
        loadFailure = null;
        DefaultUnitOfWork<CommandMessage<?>> root = DefaultUnitOfWork.startAndGet(null);
        batch.attachTo(root);
        try {
            commands.forEach(decisions::decide);
            batch.staging().facts().forEach(fact -> fact.encoded(codecs));
        } catch (RuntimeException | Error e) {
            root.rollback(e);
            throw e;
        }
        root.commit();
        if (loadFailure != null) {
            throw loadFailure;
        }
    }

    private void awaitKeysOnTheirWay(List<PendingCommand> commands) {
        List<UniqueKey> keys = new ArrayList<>();
        for (PendingCommand command : commands) {
            if (command.identity() != null) {
                keys.add(command.identity().key());
            }
            keys.addAll(command.command().uniqueKeys());
        }
        committer.awaitStored(batch -> keys.stream().anyMatch(batch::takes));
    }

    /** What is stored of the streams that these commands declare and that are not remembered. */
    private Map<StreamId, StoredStream> lookUpMissing(Collection<PendingCommand> commands) throws SQLException {
        Set<StreamId> missing = memory.missing(commands);
        return missing.isEmpty() ? new HashMap<>() : new HashMap<>(lookUp(missing));
    }

    private Map<StreamId, StoredStream> lookUp(Set<StreamId> streams) throws SQLException {
        committer.awaitStored(batch -> streams.stream().anyMatch(batch::uses));
        return lookups.streams(streams);
    }

    private DecidedAt decidedAt(Head from) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new DecidedAt(now.isBefore(from.recordedAt()) ? from.recordedAt() : now);
    }

    /** Everything that the requests which were seen before had led to, by position. */
    private Map<Long, StoredEvent> replays(Collection<PendingCommand> commands, StoredKeys keys) throws SQLException {
        Set<StoredEvent> carriers = new HashSet<>();
        for (PendingCommand command : commands) {
            StoredEvent carrier = command.identity() == null ? null : keys.ofRequest(command.identity());
            if (carrier != null) {
                carriers.add(carrier);
            }
        }
        return carriers.isEmpty() ? Map.of() : lookups.eventsAt(StoredKeys.positions(carriers));
    }

    Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    /** Reads, within the running batch, a stream that none of its commands had declared. */
    public StoredStream load(StreamId stream) {
        try {
            return lookUp(Set.of(stream)).get(stream);
        } catch (SQLException e) {
            loadFailure = e;
            throw new StoreFailed(e);
        }
    }

    @Override
    public void close() {
        committer.close();
        GroupCommitter.Lost lost = committer.takeLost();
        if (lost != null) {
            lost.batches().forEach(batch -> refuseUnstored(batch.commands(), lost.cause()));
        }
        lookups.close();
        session.close();
        snapshotTaker.close();
    }
}
