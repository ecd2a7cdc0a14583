package io.pacioli.command.dispatch;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.Command;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Sends commands to the bus and waits for what came of them. */
@Component
public class Dispatcher implements AutoCloseable {

    /** After this the client is told that the outcome is unknown; the command may still be decided. */
    static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(10);

    private final CommandBus commandBus;
    private final Rights rights;
    private final Duration answerWaitMax;
    private final AnswerTimeouts timeouts;

    @Autowired
    Dispatcher(CommandBus commandBus, Rights rights) {
        this(commandBus, rights, ANSWER_WAIT_MAX);
    }

    Dispatcher(CommandBus commandBus, Rights rights, Duration answerWaitMax) {
        this.commandBus = commandBus;
        this.rights = rights;
        this.answerWaitMax = answerWaitMax;
        this.timeouts = new AnswerTimeouts(answerWaitMax);
    }

    /**
     * What a command has led to, now or when its key was used first, or would have led to.
     *
     * @throws RequestRefused when the right to it is missing, a rule rejected it, or the bus could not take, decide or answer it in
     *     time
     */
    public Answer.Accepted send(Command command, RequestIdentity identity, Run run) {
        rights.require(command.claims());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        timeouts.watch(answer);
        commandBus.<Command, Answer>dispatch(
                new GenericCommandMessage<>(command, run.in(identity.toMetaData())),
                (sent, result) -> complete(answer, sent, result));
        return switch (await(answer)) {
            case Answer.Accepted accepted -> accepted;
            case Answer.Rejected(Rejection rejection) ->
                throw new RequestRefused(rejection.code(), rejection.detail(), rejection.violations());
        };
    }

    private static void complete(
            CompletableFuture<Answer> answer,
            CommandMessage<? extends Command> sent,
            CommandResultMessage<? extends Answer> result) {
        if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
        } else if (result.getPayload() == null) {
            answer.completeExceptionally(new IllegalStateException("no answer to " + sent.getCommandName()));
        } else {
            answer.complete(result.getPayload());
        }
    }

    private Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(
                    ProblemCode.DECISION_TIMED_OUT,
                    "The service stopped waiting for the answer. Send the request again with the same Idempotency-Key.");
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RequestRefused refused -> refused;
                case TimeoutException _ ->
                    new RequestRefused(
                            ProblemCode.DECISION_TIMED_OUT,
                            "There was no answer within %d s. Send the request again with the same Idempotency-Key."
                                    .formatted(answerWaitMax.toSeconds()));
                case Throwable cause -> new IllegalStateException("a command failed", cause);
            };
        }
    }

    @Override
    public void close() {
        timeouts.close();
    }
}
