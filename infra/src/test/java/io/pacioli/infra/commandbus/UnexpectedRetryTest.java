package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.code;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.infra.commandbus.CuttableWay.Fate;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that are sent again while nobody expects it, so that their keys are taken for new until they are to be stored. */
class UnexpectedRetryTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final LoggedErrors errors = new LoggedErrors();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
    private final PostTransaction first = sale("1.00", UUID.randomUUID(), "R-1");

    @AfterEach
    void everything_that_was_stored_is_sound() {
        node.close();
        errors.close();
        assertThat(errors.messages()).isEmpty();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void one_that_was_accepted_is_answered_again_and_those_decided_with_it_take_effect() {
        Answer.Recorded one = recorded(node.send(first, "key-1"));
        long before = node.engine().head();
        CompletableFuture<Answer> retry;
        CompletableFuture<Answer> fresh;
        CompletableFuture<Answer> taken;
        CompletableFuture<Answer> dry;
        Hold together = new Hold(node);
        try (together) {
            fresh = node.sending(sale("2.00"));
            retry = node.sending(first, "key-1", "v1:" + first.hashCode());
            taken = node.sending(sale("3.00", UUID.randomUUID(), "R-1"));
            dry = node.tryingOut(sale("4.00"));
        }

        assertThat(recorded(retry).replayed()).isTrue();
        assertThat(recorded(retry).events()).isEqualTo(one.events());
        assertThat(recorded(fresh).replayed()).isFalse();
        assertThat(code(taken.join())).isEqualTo(ProblemCode.REFERENCE_TAKEN);
        assertThat(dry.join()).isInstanceOf(Answer.DryRun.class);
        assertThat(node.engine().head())
                .isEqualTo(before + recorded(fresh).events().size());
        assertThat(node.counted("pacioli.batches.overtaken")).isZero();
        assertThat(decidedAgain()).isEqualTo(1);
    }

    /** As if it were new it would be rejected, and nothing stored that could show that it is not. */
    @Test
    void one_that_would_be_rejected_now_is_answered_again() {
        OpenLedger opening = new OpenLedger(
                LedgerId.of("other"),
                new LedgerName("Other"),
                ZoneOffset.UTC,
                ChartPolicy.OPEN,
                List.of(Currency.of("EUR", 2)));
        Answer.Recorded one = recorded(node.send(opening, "key-1"));

        Answer.Recorded again = recorded(node.send(opening, "key-1"));

        assertThat(again.replayed()).isTrue();
        assertThat(again.events()).isEqualTo(one.events());
        assertThat(decidedAgain()).isEqualTo(1);
        assertThat(code(node.send(opening, "key-2"))).isEqualTo(ProblemCode.LEDGER_EXISTS);
    }

    @Test
    void a_key_that_came_with_another_body_is_refused() {
        recorded(node.send(first, "key-1"));

        assertThat(code(node.send(sale("2.00"), "key-1"))).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(code(node.send(
                        new OpenLedger(
                                BOOK,
                                new LedgerName("A book"),
                                ZoneOffset.UTC,
                                ChartPolicy.OPEN,
                                List.of(Currency.of("EUR", 2))),
                        "key-1")))
                .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void what_was_decided_ahead_with_it_is_decided_again() throws Exception {
        recorded(node.send(first, "key-1"));
        CompletableFuture<Answer> before;
        CompletableFuture<Answer> retry;
        CompletableFuture<Answer> after;
        try (HeldHead head = new HeldHead(database)) {
            before = node.sending(sale("2.00"));
            head.awaitWriters(1);
            retry = node.sending(first, "key-1", "v1:" + first.hashCode());
            letDecide();
            after = node.sending(sale("4.00"));
            letDecide();
        }

        assertThat(recorded(before).replayed()).isFalse();
        assertThat(recorded(retry).replayed()).isTrue();
        assertThat(recorded(after).replayed()).isFalse();
        assertThat(balance(after.join(), CASH).balanceDecimal()).isEqualTo("7.00");
        assertThat(decidedAgain()).isEqualTo(1);
    }

    /** Nobody knows then whether it was stored, and its key is taken for new when it is sent again. */
    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "LOST_AFTER"})
    void one_whose_answer_was_lost_with_the_connection_takes_effect_once(Fate fate) {
        CuttableWay way = new CuttableWay(database);
        try (TestPipeline cut = new TestPipeline(database, way.dataSource(), CommandBusSettings.DEFAULT)) {
            recorded(cut.send(sale("10.00")));
            way.next(LostDatabaseContract.MOVE_HEAD, fate);

            assertThat(refusal(cut.sending(first, "key-1", "v1:any")).code())
                    .isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);

            Answer.Recorded again = recorded(cut.sending(first, "key-1", "v1:any"));
            assertThat(again.replayed()).isEqualTo(fate == Fate.LOST_AFTER);
            assertThat(balance(again, CASH).balanceDecimal()).isEqualTo("11.00");
            assertThat(balance(cut.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("12.00");
        } finally {
            way.close();
        }
    }

    private double decidedAgain() {
        return node.counted("pacioli.batches.keys.stored");
    }

    private void letDecide() {
        new Hold(node).close();
    }
}
