package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.code;
import static io.pacioli.infra.commandbus.Answers.posted;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.Answers.refusal;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.SALES;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.DuplicateCommandHandlerSubscriptionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users of Axon expect of a command bus, and that one command's trouble is its own. */
class CommandHandlingTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void a_gateway_sends_and_waits() {
        CommandGateway gateway =
                DefaultCommandGateway.builder().commandBus(node.bus()).build();

        Answer answer = gateway.sendAndWait(sale("1.00"), 30, TimeUnit.SECONDS);
        CompletableFuture<Answer> later = gateway.send(sale("2.00"));

        assertThat(balance(answer, CASH).balanceDecimal()).isEqualTo("1.00");
        assertThat(balance(later.join(), CASH).balanceDecimal()).isEqualTo("3.00");
    }

    @Test
    void a_command_that_nobody_handles_is_refused_to_its_sender() {
        record Unheard(String text) {}

        CommandGateway gateway =
                DefaultCommandGateway.builder().commandBus(node.bus()).build();

        assertThatThrownBy(() -> gateway.sendAndWait(new Unheard("hello")))
                .isInstanceOf(NoHandlerForCommandException.class)
                .hasMessageContaining(Unheard.class.getName());
    }

    @Test
    void two_handlers_of_one_command_are_refused_and_the_first_goes_on() {
        MessageHandler<CommandMessage<?>> second = message -> Decision.ACCEPTED;

        assertThatThrownBy(() -> node.bus().subscribe(PostTransaction.class.getName(), second))
                .isInstanceOf(DuplicateCommandHandlerSubscriptionException.class);

        assertThat(recorded(node.send(sale("1.00"))).replayed()).isFalse();
    }

    @Test
    void a_handler_that_is_unsubscribed_makes_room_for_another() {
        MessageHandler<CommandMessage<?>> handler = message -> Decision.ACCEPTED;
        Registration first = node.bus().subscribe("a command", handler);
        assertThat(node.bus().subscribe("a command", handler)).isNotNull();

        assertThat(first.cancel()).isTrue();
        assertThat(first.cancel()).isFalse();

        assertThat(node.bus().subscribe("a command", message -> Decision.ACCEPTED))
                .isNotNull();
    }

    @Test
    void handler_interceptors_stand_around_each_command_in_its_own_unit_of_work() {
        List<String> seen = new ArrayList<>();
        Registration registration = node.bus().registerHandlerInterceptor((unit, chain) -> {
            String name = unit.getMessage().getPayloadType().getSimpleName();
            assertThat(unit.parent()).isPresent();
            unit.afterCommit(committed -> seen.add("after the commit of " + name));
            seen.add("before " + name);
            Object decision = chain.proceed();
            seen.add("behind " + name + " " + decision.getClass().getSimpleName());
            return decision;
        });

        node.send(sale("1.00"));
        assertThat(registration.cancel()).isTrue();
        node.send(sale("1.00"));

        assertThat(seen)
                .containsExactly(
                        "before PostTransaction",
                        "behind PostTransaction Accepted",
                        "after the commit of PostTransaction");
    }

    @Test
    void a_handler_interceptor_may_refuse_a_command_before_it_is_decided() {
        node.bus().registerHandlerInterceptor((unit, chain) -> {
            if (unit.getMessage().getMetaData().containsKey("forbidden")) {
                throw new RequestRefused(ProblemCode.ACTOR_MALFORMED, "not you");
            }
            return chain.proceed();
        });

        CompletableFuture<Answer> refused = new CompletableFuture<>();
        node.bus()
                .<Command, Answer>dispatch(
                        new GenericCommandMessage<>(sale("1.00"), Map.of("forbidden", "yes")),
                        (message, result) -> refused.completeExceptionally(result.exceptionResult()));

        assertThat(refusal(refused).code()).isEqualTo(ProblemCode.ACTOR_MALFORMED);
        assertThat(node.engine().head()).isEqualTo(1);
    }

    @Test
    void dispatch_interceptors_may_change_a_command_on_its_way() {
        Registration registration = node.bus()
                .registerDispatchInterceptor(messages ->
                        (index, message) -> new GenericCommandMessage<>(sale("7.00"), message.getMetaData()));

        assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("7.00");

        registration.cancel();
        assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("8.00");
    }

    enum Trouble {
        EXCEPTION,
        ERROR,
        NO_DECISION,
        NOT_A_DECISION
    }

    @ParameterizedTest
    @EnumSource
    void a_handler_that_fails_fails_alone_and_leaves_no_trace_in_what_it_touched(Trouble trouble) {
        TransactionPosted earlier = posted(node.send(sale("10.00")));
        AccountPath begun = new AccountPath("assets:begun");
        CompletableFuture<Answer> before;
        CompletableFuture<Answer> failing;
        CompletableFuture<Answer> after;
        CompletableFuture<Answer> opening;
        try (Hold _ = new Hold(node)) {
            before = node.sending(sale("1.00"));
            failing = node.sending(new Probe(() -> {
                account(CASH).execute(account -> account.record(earlier));
                node.accounts()
                        .begin(
                                begun.streamIn(BOOK),
                                Account::new,
                                account -> account.open(opening(begun), List.of(), List.of()));
                account(SALES).execute(account -> account.record(earlier));
                return failed(trouble);
            }));
            after = node.sending(sale("2.00"));
            opening = node.sending(opening(begun));
        }

        assertThat(refusal(failing).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(balance(before.join(), CASH).balanceDecimal()).isEqualTo("11.00");
        assertThat(balance(after.join(), CASH).balanceDecimal()).isEqualTo("13.00");
        assertThat(balance(after.join(), CASH).version()).isEqualTo(4);
        assertThat(balance(after.join(), SALES).balanceDecimal()).isEqualTo("13.00");
        recorded(opening);
        assertThat(balance(node.send(sale("3.00")), CASH).balanceDecimal()).isEqualTo("16.00");
        SoundJournal.assertSound(database.service());
    }

    private static Object failed(Trouble trouble) {
        return switch (trouble) {
            case EXCEPTION -> throw new IllegalStateException("the handler's own");
            case ERROR -> throw new AssertionError("the handler's own");
            case NO_DECISION -> null;
            case NOT_A_DECISION -> "yes";
        };
    }

    @Test
    void an_event_that_was_applied_and_could_not_be_published_is_forgotten_by_the_account_too() {
        TransactionPosted earlier = posted(node.send(sale("10.00")));
        node.send(sale("1.00"));
        AtomicBoolean broken = new AtomicBoolean();
        node.eventStore().registerDispatchInterceptor(messages -> (index, message) -> {
            if (broken.get()) {
                throw new IllegalStateException("the interceptor's own");
            }
            return message;
        });

        CompletableFuture<Answer> failing = node.sending(new Probe(() -> {
            broken.set(true);
            try {
                account(CASH).execute(account -> account.record(earlier));
            } finally {
                broken.set(false);
            }
            return Decision.ACCEPTED;
        }));

        assertThat(refusal(failing).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(balance(node.send(sale("2.00")), CASH).balanceDecimal()).isEqualTo("13.00");
        SoundJournal.assertSound(database.service());
    }

    @Test
    void a_command_that_was_accepted_and_led_to_nothing_fails_alone() {
        CompletableFuture<Answer> idle;
        CompletableFuture<Answer> other;
        try (Hold _ = new Hold(node)) {
            idle = node.sending(new Probe(() -> Decision.ACCEPTED));
            other = node.sending(sale("1.00"));
        }

        assertThat(refusal(idle).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(recorded(other).replayed()).isFalse();
    }

    @Test
    void a_stream_that_has_begun_cannot_be_begun_again_and_stays_as_it_was() {
        node.send(sale("10.00"));

        CompletableFuture<Answer> failing = node.sending(new Probe(() -> {
            account(CASH);
            node.accounts()
                    .begin(
                            CASH.streamIn(BOOK),
                            Account::new,
                            account -> account.open(opening(CASH), List.of(), List.of()));
            return Decision.ACCEPTED;
        }));

        assertThat(refusal(failing).code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
        assertThat(balance(node.send(sale("1.00")), CASH).balanceDecimal()).isEqualTo("11.00");
    }

    @Test
    void who_does_not_take_an_answer_does_not_keep_others_from_theirs() {
        CompletableFuture<Answer> other;
        try (Hold _ = new Hold(node)) {
            node.bus()
                    .<Command, Answer>dispatch(
                            GenericCommandMessage.asCommandMessage(sale("1.00")), (message, result) -> {
                                throw new IllegalStateException("gone home");
                            });
            other = node.sending(sale("2.00"));
        }

        assertThat(balance(other.join(), CASH).balanceDecimal()).isEqualTo("3.00");
    }

    @Test
    void what_fails_after_the_commit_changes_no_answer_and_what_was_stored_is_known() {
        Registration registration = node.bus().registerHandlerInterceptor((unit, chain) -> {
            unit.afterCommit(committed -> {
                throw new IllegalStateException("after the commit");
            });
            return chain.proceed();
        });
        PostTransaction command = sale("1.00");

        Answer answer = node.send(command, "key-1");
        registration.cancel();

        assertThat(balance(answer, CASH).balanceDecimal()).isEqualTo("1.00");
        assertThat(recorded(node.send(command, "key-1")).replayed()).isTrue();
        assertThat(balance(node.send(sale("2.00")), CASH).balanceDecimal()).isEqualTo("3.00");
        assertThat(node.eventStore().knownHead()).isEqualTo(node.engine().head());
    }

    @Test
    void a_command_that_came_with_no_request_is_decided_all_the_same() {
        CommandGateway gateway =
                DefaultCommandGateway.builder().commandBus(node.bus()).build();
        PostTransaction command = sale("1.00", UUID.randomUUID(), "R-1");

        Answer first = gateway.sendAndWait(command, 30, TimeUnit.SECONDS);
        Answer second = gateway.sendAndWait(command, 30, TimeUnit.SECONDS);

        assertThat(recorded(first).replayed()).isFalse();
        assertThat(code(second)).isEqualTo(ProblemCode.TRANSACTION_EXISTS);
    }

    private Aggregate<Account> account(AccountPath path) {
        return node.accounts().find(path.streamIn(BOOK)).orElseThrow();
    }

    private static OpenAccount opening(AccountPath path) {
        return new OpenAccount(BOOK, path, AccountType.ASSET, null, Metadata.NONE);
    }
}
