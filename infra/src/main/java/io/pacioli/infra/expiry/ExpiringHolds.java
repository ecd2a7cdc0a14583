package io.pacioli.infra.expiry;

import io.micrometer.core.instrument.Counter;
import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.SystemActor;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.projections.hold.DueHold;
import io.pacioli.projections.hold.HoldPlace;
import io.pacioli.projections.hold.OpenHolds;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Lets the holds expire whose time has come, a bounded number at a time.
 *
 * <p>They are found in a read table, which may be behind: a hold that has ended may still be there. Asking for its expiry once more
 * is harmless, for it is rejected; but it costs a look at the database, and a table that does not move would show the same holds
 * again and again, in front of others. So the search goes on from where it has come to, until the table shows what it has done.
 */
final class ExpiringHolds {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiringHolds.class);

    /** How many commands are sent before their answers are waited for. */
    static final int PAGE_MAX = 500;

    /** After so many the next look goes on; whoever stops the service waits no longer than for one. */
    private static final int PAGES_MAX = 20;

    /** The pipeline refuses a command before that, unless it has failed altogether. */
    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(30);

    private final ReadSnapshots snapshots;
    private final OpenHolds holds;
    private final AppliedPosition applied;
    private final CommandBus commandBus;
    private final Clock clock;
    private final Counter expired;

    /** All holds up to this place have been asked for, and the read tables do not show it before they reach that position. */
    private HoldPlace beyond = HoldPlace.FIRST;

    private long shownFrom;

    ExpiringHolds(
            ReadSnapshots snapshots,
            OpenHolds holds,
            AppliedPosition applied,
            CommandBus commandBus,
            Clock clock,
            Counter expired) {
        this.snapshots = snapshots;
        this.holds = holds;
        this.applied = applied;
        this.commandBus = commandBus;
        this.clock = clock;
        this.expired = expired;
    }

    /** Looks once; where the database or the pipeline does not answer, the next look begins where this one ended. */
    synchronized void look() throws InterruptedException {
        if (applied.get() >= shownFrom) {
            beyond = HoldPlace.FIRST;
        }
        try {
            for (int page = 0; page < PAGES_MAX; page++) {
                List<DueHold> due = due();
                if (!due.isEmpty() && !expire(due)) {
                    return;
                }
                if (due.size() < PAGE_MAX) {
                    return;
                }
            }
        } catch (DataAccessException | RequestRefused e) {
            // While new read tables are built, a node that has the former ones may be the next to look.
            LOG.debug("Nobody could tell which holds are due", e);
        }
    }

    private List<DueHold> due() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return snapshots.read(snapshot -> {
            Instant last = lastRecorded(snapshot);
            return holds.due(snapshot, last.isAfter(now) ? last : now, beyond, PAGE_MAX);
        });
    }

    /** Recorded times never run backwards: nothing is decided at an earlier moment, whatever the clock says. */
    private static Instant lastRecorded(ReadSnapshot snapshot) {
        return snapshot.query("select recorded_at from event_store.head")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Whether all of them were decided. */
    private boolean expire(List<DueHold> due) throws InterruptedException {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(due.size());
        for (DueHold hold : due) {
            answers.add(send(new ExpireHold(hold.ledger(), hold.transaction())));
        }
        long deadline = System.nanoTime() + ANSWER_WAIT_MAX.toNanos();
        for (int i = 0; i < due.size(); i++) {
            Answer answer = await(answers.get(i), deadline);
            if (answer == null) {
                return false;
            }
            if (answer instanceof Answer.Recorded recorded) {
                expired.increment();
                shownFrom = Math.max(shownFrom, recorded.last().position());
            }
            beyond = due.get(i).place();
        }
        return true;
    }

    private CompletableFuture<Answer> send(ExpireHold command) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        commandBus.<ExpireHold, Answer>dispatch(
                new GenericCommandMessage<>(command, SystemActor.EXPIRY.toMetaData()),
                (sent, result) -> complete(answer, result));
        return answer;
    }

    private static void complete(CompletableFuture<Answer> answer, CommandResultMessage<? extends Answer> result) {
        if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
        } else {
            answer.complete(result.getPayload());
        }
    }

    /** The answer, or null where none came: the hold is still there for the next look. */
    private static @Nullable Answer await(CompletableFuture<Answer> answer, long deadline) throws InterruptedException {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RequestRefused) {
                LOG.debug("A hold could not be asked to expire", e);
            } else {
                LOG.error("A hold could not expire", e.getCause());
            }
            return null;
        } catch (TimeoutException e) {
            LOG.debug("There was no answer in time to the expiry of a hold", e);
            return null;
        }
    }
}
