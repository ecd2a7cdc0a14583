package io.pacioli.infra.commandbus;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.command.dispatch.Run;
import io.pacioli.command.dispatch.SystemActor;
import io.pacioli.domain.message.Command;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.MessageHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that waits to be decided, with those who wait for its answer. */
final class PendingCommand {

    private static final Logger LOG = LoggerFactory.getLogger(PendingCommand.class);

    private final CommandMessage<?> message;
    private final Command command;
    private final @Nullable RequestIdentity identity;
    private final @Nullable SystemActor actor;
    private final Run run;
    private final MessageHandler<? super CommandMessage<?>> handler;
    private final CommandCallback<Object, Object> callback;
    private final long deadlineNanos;

    @SuppressWarnings("unchecked")
    <C, R> PendingCommand(
            CommandMessage<C> message,
            Command command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback,
            long deadlineNanos) {
        this.message = message;
        this.command = command;
        this.identity = RequestIdentity.of(message.getMetaData());
        this.actor = identity == null ? SystemActor.of(message.getMetaData()) : null;
        this.run = Run.of(message.getMetaData());
        this.handler = handler;
        this.callback = (CommandCallback<Object, Object>) (CommandCallback<?, ?>) callback;
        this.deadlineNanos = deadlineNanos;
    }

    CommandMessage<?> message() {
        return message;
    }

    Command command() {
        return command;
    }

    /** The request that the command came with, or null where it came without one. */
    @Nullable
    RequestIdentity identity() {
        return identity;
    }

    /** The part of the ledger that the command came from, or null where it came with a request, or from nobody. */
    @Nullable
    SystemActor actor() {
        return actor;
    }

    /** Whether what it leads to is to stay. */
    Run run() {
        return run;
    }

    MessageHandler<? super CommandMessage<?>> handler() {
        return handler;
    }

    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    int weight() {
        return command.weight();
    }

    void answer(Answer answer) {
        complete(new GenericCommandResultMessage<>(answer));
    }

    void fail(Throwable cause) {
        complete(GenericCommandResultMessage.asCommandResultMessage(cause));
    }

    @SuppressWarnings("unchecked")
    private void complete(CommandResultMessage<?> result) {
        try {
            callback.onResult((CommandMessage<Object>) message, (CommandResultMessage<Object>) result);
        } catch (RuntimeException e) {
            // The outcome stands; whoever waits for it must not take the others' answers down.
            LOG.error("The answer to {} was not taken", message.getCommandName(), e);
        }
    }
}
