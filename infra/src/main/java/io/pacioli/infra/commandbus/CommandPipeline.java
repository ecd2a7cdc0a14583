package io.pacioli.infra.commandbus;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.LookupSession;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.eventstore.StoredStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has commands decided, and answered once their outcome is on disk. Used by one thread, the deciding one.
 *
 * <p>What is decided is stored meanwhile ({@link GroupCommitter}), and only if the head of the journal is still where it was seen and
 * no key that was taken for new is stored. Otherwise another node has appended, or a request was sent before: everything decided
 * since is decided again, this time with the head held from the start and all keys looked up, so that it cannot be lost again. When
 * the database has failed, it is refused, and its commands are to be sent again.
 */
public final class CommandPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandPipeline.class);
    private static final int TRIES_MAX = 4;
    private static final long WARNING_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String UNIQUE_VIOLATION = "23505";

    private final LookupSession lookups;
    private final AppendSession session;
    private final SnapshotTaker snapshotTaker;
    private final PipelineMetrics metrics;
    private final NodeMemory memory;
    private final CommandQueue queue;
    private final int batchWeightMax;
    private final BatchesOnTheirWay batches;
    private final RetryWatch retries;
    private final BatchDecider decider;
    private final GroupCommitter committer;

    private long lossWarned = System.nanoTime() - WARNING_PAUSE_NANOS;

    public CommandPipeline(
            CommandBusSettings settings,
            LookupSession lookups,
            AppendSession session,
            EventCodecs codecs,
            JournalEventStore eventStore,
            Snapshots snapshots,
            SnapshotTaker snapshotTaker,
            PipelineMetrics metrics,
            Backpressure backpressure,
            RetryWatch retries,
            Clock clock) {
        this.lookups = lookups;
        this.session = session;
        this.snapshotTaker = snapshotTaker;
        this.metrics = metrics;
        this.batchWeightMax = settings.batchWeightMax();
        this.memory = new NodeMemory(lookups, session, snapshots, settings.aggregatesToCache());
        this.queue = new CommandQueue(settings.queuedCommandsMax(), settings.queuedWeightMax());
        this.batches = new BatchesOnTheirWay(queue, batchWeightMax);
        this.retries = retries;
        this.decider = new BatchDecider(batches, memory, lookups, codecs, retries, clock);
        this.committer = new GroupCommitter(batches, session, eventStore, snapshotTaker, metrics, backpressure);
    }

    /** The commands that wait to be decided here. */
    CommandQueue queue() {
        return queue;
    }

    BatchDecider decider() {
        return decider;
    }

    /** Decides what is put into the queue until that is closed, and sees to it that every command is answered. */
    void decideUntilClosed() throws InterruptedException {
        List<PendingCommand> taken = queue.take(batchWeightMax);
        while (!taken.isEmpty() || !queue.isClosed()) {
            decideOrRefuse(taken);
            taken = queue.take(batchWeightMax);
        }
        batches.awaitEnd();
        decideAgainWhatWasLost();
    }

    /** Answers every command, whatever happens: this thread must not end before the queue does. */
    private void decideOrRefuse(List<PendingCommand> taken) {
        try {
            decideAgainWhatWasLost();
            decide(taken);
        } catch (RuntimeException | Error e) {
            batches.awaitEnd();
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
            add(decider.decide(commands, memory.catchUp(false), false));
        } catch (RuntimeException | Error e) {
            batches.awaitEnd();
            decideAgainWhatWasLost();
            decideAgain(List.of(commands), e);
        } catch (SQLException e) {
            batches.awaitEnd();
            decideAgainWhatWasLost();
            decideAgain(List.of(commands), new StoreFailed(e));
        }
    }

    private void add(DecidedBatch decided) {
        try {
            batches.add(decided);
        } catch (GroupLost e) {
            memory.backTo(List.of(decided));
            throw e;
        }
    }

    private void decideAgainWhatWasLost() {
        BatchesOnTheirWay.Lost lost = batches.takeLost();
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
                committer.commitAlone(decider.decide(commands, memory.catchUp(true), true));
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
        if (cause instanceof KeysStored) {
            metrics.keysStored();
            retries.expect();
            return true;
        }
        if (cause instanceof GroupLost) {
            return true;
        }
        memory.forgetEverything();
        retries.expect();
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

    /** Reads, within the running batch, a stream that none of its commands had declared. */
    public StoredStream load(StreamId stream) {
        return decider.load(stream);
    }

    @Override
    public void close() {
        committer.close();
        BatchesOnTheirWay.Lost lost = batches.takeLost();
        if (lost != null) {
            lost.batches().forEach(batch -> refuseUnstored(batch.commands(), lost.cause()));
        }
        lookups.close();
        session.close();
        snapshotTaker.close();
    }
}
