package io.pacioli.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.Right;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.money.Currency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final LedgerId LEDGER = LedgerId.of("books");
    private static final RegisterCurrency COMMAND = new RegisterCurrency(LEDGER, Currency.of("EUR", 2));
    private static final RequestIdentity IDENTITY = new RequestIdentity(Tenant.DEFAULT, "k1", "v1:00", "ann", null);
    private static final Answer.Recorded RECORDED = new Answer.Recorded(
            List.of(new RecordedEvent(
                    7, 3, UUID.randomUUID(), Instant.EPOCH, new CurrencyRegistered(LEDGER, COMMAND.currency()))),
            false);

    @Test
    void a_command_travels_with_its_identity_and_comes_back_recorded() {
        Dispatcher dispatcher = over(message -> {
            assertThat(message.getPayload()).isEqualTo(COMMAND);
            assertThat(RequestIdentity.of(message.getMetaData())).isEqualTo(IDENTITY);
            assertThat(Run.of(message.getMetaData())).isEqualTo(Run.REAL);
            return RECORDED;
        });

        assertThat(dispatcher.send(COMMAND, IDENTITY, Run.REAL)).isEqualTo(RECORDED);
    }

    @Test
    void a_dry_run_travels_as_one_and_comes_back_without_a_place_in_the_journal() {
        Answer.DryRun decided = new Answer.DryRun(List.of(RECORDED.last().event()), Instant.EPOCH);
        Dispatcher dispatcher = over(message -> {
            assertThat(RequestIdentity.of(message.getMetaData())).isEqualTo(IDENTITY);
            assertThat(Run.of(message.getMetaData())).isEqualTo(Run.DRY);
            return decided;
        });

        Answer.Accepted answer = dispatcher.send(COMMAND, IDENTITY, Run.DRY);

        assertThat(answer).isEqualTo(decided);
        assertThat(answer.lastAnswered().event())
                .isEqualTo(RECORDED.lastAnswered().event());
        assertThat(answer.lastAnswered().place()).isNull();
        assertThat(RECORDED.lastAnswered().place()).isEqualTo(new AnsweredEvent.Place(7, 3));
    }

    @Test
    void a_rejection_becomes_the_refusal_of_the_request() {
        Rejection rejection =
                new Rejection.CurrencyExists(LEDGER, COMMAND.currency().code());
        Dispatcher dispatcher = over(_ -> new Answer.Rejected(rejection));

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> dispatcher.send(COMMAND, IDENTITY, Run.REAL))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ProblemCode.CURRENCY_EXISTS);
                    assertThat(refused.detail()).isEqualTo(rejection.detail());
                    assertThat(refused.violations()).isEqualTo(rejection.violations());
                });
    }

    @Test
    void what_the_bus_refuses_is_refused() {
        RequestRefused full = new RequestRefused(ProblemCode.QUEUE_FULL, "Too much to do.");
        Dispatcher dispatcher = over(_ -> {
            throw full;
        });

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> dispatcher.send(COMMAND, IDENTITY, Run.REAL))
                .isSameAs(full);
    }

    @Test
    void what_fails_in_the_bus_is_our_own_bug() {
        Dispatcher dispatcher = over(_ -> {
            throw new IllegalArgumentException("a bug");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> dispatcher.send(COMMAND, IDENTITY, Run.REAL))
                .withRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_command_without_an_answer_times_out() {
        CommandBus silent = AsynchronousCommandBus.builder().executor(_ -> {}).build();
        silent.subscribe(COMMAND.getClass().getName(), _ -> RECORDED);
        Dispatcher dispatcher = new Dispatcher(silent, granting(false, false), Duration.ofMillis(20));

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> dispatcher.send(COMMAND, IDENTITY, Run.REAL))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.DECISION_TIMED_OUT));
    }

    @Test
    void an_answer_of_another_kind_is_our_own_bug() {
        assertThatIllegalStateException().isThrownBy(() -> RECORDED.lastAs(LedgerOpened.class));
    }

    private static Dispatcher over(MessageHandler<CommandMessage<?>> handler) {
        CommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(COMMAND.getClass().getName(), handler);
        return new Dispatcher(bus, granting(false, false));
    }

    private static Rights granting(boolean force, boolean adjust) {
        return new Rights(new RightsSettings(force, adjust));
    }

    @Test
    void what_needs_a_right_is_not_sent_without_it() {
        Dispatcher dispatcher = over(_ -> {
            throw new AssertionError("was sent");
        });

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> dispatcher.send(
                        claiming(new Claim(Right.FORCE, "/items/3/force"), new Claim(Right.FORCE, "/items/5/force")),
                        IDENTITY,
                        Run.REAL))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ProblemCode.FORCE_NOT_ALLOWED);
                    assertThat(refused.violations())
                            .extracting(Violation::pointer, Violation::code)
                            .containsExactly(
                                    tuple("/items/3/force", ProblemCode.FORCE_NOT_ALLOWED),
                                    tuple("/items/5/force", ProblemCode.FORCE_NOT_ALLOWED));
                });
    }

    @Test
    void each_right_is_granted_by_itself() {
        Claim force = new Claim(Right.FORCE, "/force");
        Claim adjust = new Claim(Right.ADJUST, "/adjustment");

        granting(true, false).require(List.of(force));
        granting(false, true).require(List.of(adjust));

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> granting(true, false).require(List.of(force, adjust)))
                .satisfies(refused -> assertThat(refused.violations())
                        .containsExactly(new Violation(
                                "/adjustment",
                                ProblemCode.ADJUSTMENT_NOT_ALLOWED,
                                "needs a right that is not granted")));
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> granting(false, true).require(List.of(force)));
    }

    private static Command claiming(Claim... claims) {
        return new Command() {
            @Override
            public LedgerId ledger() {
                return LEDGER;
            }

            @Override
            public List<StreamId> streams() {
                return List.of();
            }

            @Override
            public List<Claim> claims() {
                return List.of(claims);
            }
        };
    }
}
