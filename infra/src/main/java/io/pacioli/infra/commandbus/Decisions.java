package io.pacioli.infra.commandbus;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.command.dispatch.Run;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.StagedFact;
import io.pacioli.infra.eventstore.Staging;
import io.pacioli.infra.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came of each command of a batch, to be answered when the batch is on disk. */
final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final Batch batch;
    private final StoredKeys storedKeys;
    private final Map<Long, StoredEvent> replays;
    private final EventCodecs codecs;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors;
    private final Map<UniqueKey, Accepted> acceptedByKey = new HashMap<>();
    private final List<Decided> decided = new ArrayList<>();

    Decisions(
            Batch batch,
            StoredKeys storedKeys,
            Map<Long, StoredEvent> replays,
            EventCodecs codecs,
            List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors) {
        this.batch = batch;
        this.storedKeys = storedKeys;
        this.replays = replays;
        this.codecs = codecs;
        this.interceptors = interceptors;
    }

    private record Decided(PendingCommand command, Outcome outcome) {}

    private sealed interface Outcome {}

    /** The command's events are those of the batch from one index, to before another. */
    private record Accepted(RequestIdentity identity, int from, int to, boolean replayed) implements Outcome {}

    private record Rejected(Rejection rejection) implements Outcome {}

    private record TriedOut(Answer.DryRun answer) implements Outcome {}

    private record FoundStored(StoredEvent carrier) implements Outcome {}

    private record Failed(Throwable cause) implements Outcome {}

    /** Undoes a command that has applied events which must not stay: it was rejected after that, or is a dry run. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        Undone(Outcome outcome) {
            super("undone after applying events", null, false, false);
            this.outcome = outcome;
        }
    }

    void decide(PendingCommand command) {
        decided.add(new Decided(command, outcome(command)));
    }

    private Outcome outcome(PendingCommand command) {
        RequestIdentity identity = command.identity();
        if (identity != null) {
            StoredEvent stored = storedKeys.ofRequest(identity);
            if (stored != null) {
                return identity.fingerprint().equals(RequestMetadata.fingerprint(stored))
                        ? new FoundStored(stored)
                        : new Rejected(new Rejection.IdempotencyKeyReused());
            }
            Accepted earlier = acceptedByKey.get(identity.key());
            if (earlier != null) {
                return identity.fingerprint().equals(earlier.identity().fingerprint())
                        ? new Accepted(identity, earlier.from(), earlier.to(), true)
                        : new Rejected(new Rejection.IdempotencyKeyReused());
            }
        }
        return execute(command);
    }

    private Outcome execute(PendingCommand command) {
        Staging.Mark mark = batch.begin();
        DefaultUnitOfWork<CommandMessage<?>> unit = DefaultUnitOfWork.startAndGet(command.message());
        ResultMessage<?> result = unit.executeWithResult(
                () -> checked(
                        new DefaultInterceptorChain<>(unit, interceptors, command.handler()).proceed(), command, mark),
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            batch.undoTo(mark);
            if (result.exceptionResult() instanceof Undone undone) {
                return undone.outcome;
            }
            batch.forgetUsed();
            return new Failed(result.exceptionResult());
        }
        return switch ((Decision) result.getPayload()) {
            case Rejection rejection -> new Rejected(rejection);
            case Decision.Accepted() -> accepted(command, mark);
        };
    }

    /** Asked within the command's own unit of work, so that one that breaks the rules of deciding fails alone. */
    private Decision checked(@Nullable Object decision, PendingCommand command, Staging.Mark mark) {
        boolean applied = batch.staging().grewSince(mark);
        return switch (decision) {
            case Rejection rejection when applied -> throw new Undone(new Rejected(rejection));
            case Decision.Accepted()
            when !applied ->
                throw new IllegalStateException("an accepted command led to no event: "
                        + command.message().getCommandName());
            case Decision.Accepted() when command.run() == Run.DRY -> throw new Undone(triedOut(mark));
            case Decision made -> made;
            case null, default ->
                throw new IllegalStateException("the handler of %s returned no decision"
                        .formatted(command.message().getCommandName()));
        };
    }

    private TriedOut triedOut(Staging.Mark mark) {
        return new TriedOut(new Answer.DryRun(
                batch.staging().since(mark).stream().map(StagedFact::event).toList(),
                batch.decidedAt().instant()));
    }

    private Accepted accepted(PendingCommand command, Staging.Mark mark) {
        RequestIdentity identity = command.identity();
        if (identity != null) {
            RequestMetadata.describe(batch.staging().since(mark), identity);
        } else if (command.actor() != null) {
            RequestMetadata.describe(batch.staging().since(mark), command.actor());
        }
        Accepted accepted =
                new Accepted(identity, mark.facts(), batch.staging().facts().size(), false);
        if (identity != null) {
            acceptedByKey.put(identity.key(), accepted);
        }
        return accepted;
    }

    /** Whether a request with this key was accepted. */
    boolean accepted(UniqueKey key) {
        return acceptedByKey.containsKey(key);
    }

    /** Answers every command, now that the batch's events are on disk. */
    void answer(List<RecordedEventMessage> events) {
        for (Decided each : decided) {
            switch (each.outcome()) {
                case Rejected(Rejection rejection) -> each.command().answer(new Answer.Rejected(rejection));
                case Accepted accepted ->
                    each.command()
                            .answer(new Answer.Recorded(
                                    events.subList(accepted.from(), accepted.to()).stream()
                                            .map(RecordedEventMessage::recorded)
                                            .toList(),
                                    accepted.replayed()));
                case TriedOut(Answer.DryRun answer) -> each.command().answer(answer);
                case FoundStored(StoredEvent carrier) -> answerAgain(each.command(), carrier);
                case Failed(Throwable cause) -> fail(each.command(), cause);
            }
        }
    }

    private void answerAgain(PendingCommand command, StoredEvent carrier) {
        try {
            command.answer(replay(carrier));
        } catch (EventUnreadable e) {
            fail(command, e);
        }
    }

    private Answer replay(StoredEvent carrier) {
        List<RecordedEvent> events = new ArrayList<>();
        for (long position : StoredKeys.positions(List.of(carrier))) {
            events.add(replays.get(position).decode(codecs));
        }
        return new Answer.Recorded(events, true);
    }

    private static void fail(PendingCommand command, Throwable cause) {
        if (cause instanceof RequestRefused) {
            command.fail(cause);
            return;
        }
        LOG.error("{} could not be decided", command.message().getCommandName(), cause);
        command.fail(new RequestRefused(
                ProblemCode.INTERNAL_ERROR, "The command could not be decided. Send it again, with the same key."));
    }
}
