package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.Head;
import io.pacioli.infra.eventstore.LookupSession;
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
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of commands from what this node has seen and decided before, whether or not that is on disk yet. Used by one
 * thread.
 *
 * <p>What is on its way to the disk cannot be looked up there. Kept aggregates show it as they stand; a batch that asks for
 * anything else of it, a key that was sent twice or a stream that is not kept, waits until it has arrived.
 *
 * <p>Hardly any request has been sent before, so its keys are taken for new, and whoever stores the batch sees to it that they are;
 * they are looked up where requests are being sent again ({@link RetryWatch}).
 */
final class BatchDecider {

    private final BatchesOnTheirWay batches;
    private final NodeMemory memory;
    private final LookupSession lookups;
    private final EventCodecs codecs;
    private final RetryWatch retries;
    private final Clock clock;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    private @Nullable SQLException loadFailure;

    BatchDecider(
            BatchesOnTheirWay batches,
            NodeMemory memory,
            LookupSession lookups,
            EventCodecs codecs,
            RetryWatch retries,
            Clock clock) {
        this.batches = batches;
        this.memory = memory;
        this.lookups = lookups;
        this.codecs = codecs;
        this.retries = retries;
        this.clock = clock;
    }

    /**
     * Decides commands, which afterwards counts as if they were stored.
     *
     * @param from how far everything has been seen
     * @param lookUpKeys whether keys have to be looked up even where no request is expected to have been sent before
     * @throws GroupLost when something that this waits for was not stored
     */
    DecidedBatch decide(List<PendingCommand> commands, Head from, boolean lookUpKeys) throws SQLException {
        boolean wereOnTheirWay = awaitKeysOnTheirWay(commands);
        StoredKeys storedKeys = lookUpKeys || wereOnTheirWay || retries.areExpected()
                ? lookUpKeys(commands)
                : StoredKeys.none(commands);
        Batch batch = new Batch(decidedAt(from), storedKeys, lookUpMissing(commands), memory.aggregates());
        try {
            Decisions decisions = new Decisions(batch, storedKeys, replays(commands, storedKeys), codecs, interceptors);
            decide(commands, batch, decisions);
            return new DecidedBatch(
                    from, batch, decisions, commands, storedKeys.takenForNew(), memory.learn(from, batch));
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

    private StoredKeys lookUpKeys(List<PendingCommand> commands) throws SQLException {
        StoredKeys keys = StoredKeys.lookedUp(commands, lookups, codecs);
        if (keys.isAnyFound()) {
            retries.expect();
        }
        return keys;
    }

    /** @return whether there were any */
    private boolean awaitKeysOnTheirWay(List<PendingCommand> commands) {
        List<UniqueKey> keys = new ArrayList<>();
        for (PendingCommand command : commands) {
            if (command.identity() != null) {
                keys.add(command.identity().key());
            }
            keys.addAll(command.command().uniqueKeys());
        }
        return batches.awaitStored(batch -> keys.stream().anyMatch(batch::takes));
    }

    /** What is stored of the streams that these commands declare and that are not remembered. */
    private Map<StreamId, StoredStream> lookUpMissing(Collection<PendingCommand> commands) throws SQLException {
        Set<StreamId> missing = memory.missing(commands);
        return missing.isEmpty() ? new HashMap<>() : new HashMap<>(lookUp(missing));
    }

    private Map<StreamId, StoredStream> lookUp(Set<StreamId> streams) throws SQLException {
        batches.awaitStored(batch -> streams.stream().anyMatch(batch::uses));
        return lookups.streams(streams);
    }

    /** No two batches share a moment: nothing is ever added to what had been recorded by a moment of the past. */
    private DecidedAt decidedAt(Head from) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new DecidedAt(
                now.isAfter(from.recordedAt()) ? now : from.recordedAt().plus(1, ChronoUnit.MICROS));
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
    StoredStream load(StreamId stream) {
        try {
            return lookUp(Set.of(stream)).get(stream);
        } catch (SQLException e) {
            loadFailure = e;
            throw new StoreFailed(e);
        }
    }
}
