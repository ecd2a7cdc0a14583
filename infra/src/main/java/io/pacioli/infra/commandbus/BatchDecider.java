package io.pacioli.infra.commandbus;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.Head;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.eventstore.StoredStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides one batch of commands after the other, and answers each once its outcome is on disk. Used by one thread.
 *
 * <p>A batch is decided from what this node has seen, up to a position; the first try appends only if the head of the journal is
 * still there. If it is not, another node has appended: this node catches up, and the next try holds the head from the start, so
 * that it cannot lose again.
 */
public final class BatchDecider implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDecider.class);
    private static final int TRIES_MAX = 4;
    private static final long WARNING_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String UNIQUE_VIOLATION = "23505";

    private final AppendSession session;
    private final EventCodecs codecs;
    private final JournalEventStore eventStore;
    private final SnapshotTaker snapshotTaker;
    private final PipelineMetrics metrics;
    private final Clock clock;
    private final NodeMemory memory;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    private long lossWarned = System.nanoTime() - WARNING_PAUSE_NANOS;

    public BatchDecider(
            CommandBusSettings settings,
            AppendSession session,
            EventCodecs codecs,
            JournalEventStore eventStore,
            Snapshots snapshots,
            SnapshotTaker snapshotTaker,
            PipelineMetrics metrics,
            Clock clock) {
        this.session = session;
        this.codecs = codecs;
        this.eventStore = eventStore;
        this.snapshotTaker = snapshotTaker;
        this.metrics = metrics;
        this.clock = clock;
        this.memory = new NodeMemory(session, snapshots, snapshotTaker, settings.cachedAggregatesMax());
    }

    /** Thrown inside a try that another node has overtaken. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another node has appended", null, false, false);
        }
    }

    /** Carries a failure of the store out of a unit of work. */
    private static final class StoreFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailed(SQLException cause) {
            super(cause);
        }
    }

    /** Answers every command, whatever happens. */
    void decide(List<PendingCommand> taken) {
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
            decideInTime(commands);
        } catch (RuntimeException | Error e) {
            LOG.error("A batch of {} commands failed", commands.size(), e);
            memory.forgetEverything();
            commands.forEach(command -> command.fail(new RequestRefused(
                    ProblemCode.INTERNAL_ERROR,
                    "The command could not be decided. Send it again, with the same key.")));
        }
    }

    private void decideInTime(List<PendingCommand> commands) {
        boolean holdHead = false;
        for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
            try {
                decide(commands, holdHead);
                return;
            } catch (Overtaken e) {
                metrics.overtaken();
                holdHead = true;
            } catch (StoreFailed e) {
                SQLException cause = (SQLException) e.getCause();
                memory.forgetEverything();
                holdHead = true;
                if (!isWorthAnotherTry(cause)) {
                    warnOfLoss(commands, cause);
                    break;
                }
            }
        }
        commands.forEach(command -> command.fail(new RequestRefused(
                ProblemCode.DATABASE_UNAVAILABLE,
                "The database did not answer. Send the command again, with the same key: it takes effect once.")));
    }

    /** Once a second at most: while the database is away, every batch of the clients that try again is lost. */
    private void warnOfLoss(List<PendingCommand> commands, SQLException cause) {
        long now = System.nanoTime();
        if (now - lossWarned >= WARNING_PAUSE_NANOS) {
            lossWarned = now;
            LOG.warn("A batch of {} commands was lost with the database: {}", commands.size(), cause.toString());
        }
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

    private void decide(List<PendingCommand> commands, boolean holdHead) {
        Batch batch = null;
        try {
            Head from = memory.catchUp(holdHead);
            StoredKeys storedKeys = StoredKeys.of(commands, session, codecs);
            Map<StreamId, StoredStream> stored = memory.lookUpMissing(commands);
            batch = new Batch(decidedAt(from), storedKeys, stored, memory.aggregates());
            Decisions decisions = new Decisions(batch, storedKeys, replays(commands, storedKeys), codecs, interceptors);
            commit(from, batch, commands, decisions, holdHead);
        } catch (SQLException e) {
            forget(batch);
            throw new StoreFailed(e);
        } catch (RuntimeException | Error e) {
            forget(batch);
            rollBack();
            throw e;
        }
    }

    private void commit(Head from, Batch batch, List<PendingCommand> commands, Decisions decisions, boolean holdHead)
            throws SQLException {
        DefaultUnitOfWork<CommandMessage<?>> root = DefaultUnitOfWork.startAndGet(null);
        batch.attachTo(root);
        try {
            commands.forEach(decisions::decide);
        } catch (RuntimeException | Error e) {
            root.rollback(e);
            throw e;
        }
        AtomicReference<AppendSession.Append> appended = new AtomicReference<>();
        root.onPrepareCommit(unit -> appended.set(append(from, batch, holdHead)));
        root.onCommit(unit -> commit(appended.get()));
        root.commit();
        learn(from, batch, appended.get());
        decisions.answer(appended.get() == null ? List.of() : appended.get().events());
        metrics.decided(commands.size(), batch.staging().facts().size());
    }

    private AppendSession.@Nullable Append append(Head from, Batch batch, boolean holdHead) {
        try {
            if (batch.staging().isEmpty()) {
                // Nothing is appended, but a rejection too has to rest on what is still true.
                if (!holdHead && session.head().position() != from.position()) {
                    throw new Overtaken();
                }
                return null;
            }
            Instant recordedAt = batch.decidedAt().instant();
            Optional<AppendSession.Append> append =
                    session.append(from.position(), recordedAt, batch.staging().facts());
            return append.orElseThrow(Overtaken::new);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void commit(AppendSession.@Nullable Append append) {
        long before = System.nanoTime();
        try {
            if (append == null) {
                session.commit();
            } else {
                append.commit();
            }
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
        metrics.committed(System.nanoTime() - before);
    }

    private void learn(Head from, Batch batch, AppendSession.@Nullable Append append) {
        if (append == null) {
            return;
        }
        memory.learn(
                new Head(
                        from.position() + append.events().size(),
                        batch.decidedAt().instant()),
                batch);
        eventStore.committed(append.events(), append.bytes());
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
        return carriers.isEmpty() ? Map.of() : session.eventsAt(StoredKeys.positions(carriers));
    }

    private void forget(@Nullable Batch batch) {
        if (batch != null) {
            batch.forget();
        }
    }

    private void rollBack() {
        try {
            session.rollBack();
        } catch (SQLException e) {
            memory.forgetEverything();
        }
    }

    Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    /** Reads, within the running batch, a stream that none of its commands had declared. */
    public StoredStream load(StreamId stream) {
        try {
            return session.streams(List.of(stream)).get(stream);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    @Override
    public void close() {
        session.close();
        snapshotTaker.close();
    }
}
