package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.VoidHold;
import io.pacioli.infra.eventstore.SettableClock;
import io.pacioli.infra.postgres.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who post, void and expire one hold at once, while its time comes: one of them ends it, and the others are told how. */
@Timeout(120)
class HoldRaceTest {

    private static final Instant BEFORE = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant EXPIRY = BEFORE.plusSeconds(60);
    private static final int CLIENTS = 50;
    private static final int ROUNDS = 12;

    private enum Way {
        POST,
        VOID,
        EXPIRE
    }

    private final Random random = new Random(20260301);

    @Test
    void of_fifty_clients_exactly_one_ends_a_hold() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SettableClock clock = new SettableClock(BEFORE);
            try (TestPipeline node = new TestPipeline(database, clock).withBook(ChartPolicy.OPEN)) {
                Map<Way, Integer> won = new EnumMap<>(Way.class);
                for (int round = 0; round < ROUNDS; round++) {
                    Instant expiry = EXPIRY.plusSeconds(3_600L * round);
                    clock.set(expiry.minusSeconds(1));
                    won.merge(race(node, threads, clock, expiry), 1, Integer::sum);
                }
                assertThat(won).containsKey(Way.EXPIRE).hasSizeGreaterThan(1);
            }
        }
    }

    private Way race(TestPipeline node, ExecutorService threads, SettableClock clock, Instant expiry) throws Exception {
        TransactionId hold = new TransactionId(UUID.randomUUID());
        assertThat(node.send(new HoldTransaction(TestPipeline.sale("10.00", hold.value(), null), expiry)))
                .isInstanceOf(Answer.Recorded.class);
        CyclicBarrier together = new CyclicBarrier(CLIENTS + 1);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Command command = command(hold);
            answers.add(threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                return node.send(command);
            }));
        }
        boolean inTime = random.nextBoolean();
        if (!inTime) {
            clock.set(expiry);
        }
        together.await(30, TimeUnit.SECONDS);
        if (inTime) {
            answers.getFirst().get();
            clock.set(expiry);
        }
        HoldEnded end = null;
        List<String> rejected = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            switch (answer.get()) {
                case Answer.Recorded recorded -> {
                    assertThat(end).isNull();
                    end = recorded.lastAs(HoldEnded.class);
                }
                case Answer.Rejected refused ->
                    rejected.add(refused.rejection().code().name());
                case Answer.DryRun dry -> throw new AssertionError("nobody tried out: " + dry);
            }
        }
        if (end == null) {
            // Everybody who asked for its expiry was too early, and the others too late.
            end = ((Answer.Recorded) node.send(new ExpireHold(TestPipeline.BOOK, hold))).lastAs(HoldEnded.class);
        }
        assertThat(rejected).isSubsetOf(allowed(end));
        assertThat(end.balances().all()).allMatch(balance -> balance.pending().isZero());
        return way(end);
    }

    private Command command(TransactionId hold) {
        return switch (Way.values()[random.nextInt(Way.values().length)]) {
            case POST -> new PostHold(TestPipeline.BOOK, hold, EffectiveAt.NOW, null, Terms.NONE);
            case VOID -> new VoidHold(TestPipeline.BOOK, hold);
            case EXPIRE -> new ExpireHold(TestPipeline.BOOK, hold);
        };
    }

    private static Way way(HoldEnded end) {
        return switch (end) {
            case HoldPosted _ -> Way.POST;
            case HoldVoided _ -> Way.VOID;
            case HoldExpired _ -> Way.EXPIRE;
        };
    }

    /** What the others may have been told: how it has ended, or that it was too early or too late for what they asked. */
    private static String[] allowed(HoldEnded end) {
        return switch (end) {
            case HoldPosted _ -> new String[] {"HOLD_POSTED", "HOLD_NOT_DUE"};
            case HoldVoided _ -> new String[] {"HOLD_VOIDED", "HOLD_NOT_DUE"};
            case HoldExpired _ -> new String[] {"HOLD_EXPIRED", "HOLD_NOT_DUE"};
        };
    }
}
