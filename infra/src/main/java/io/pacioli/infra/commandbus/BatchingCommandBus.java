package io.pacioli.infra.commandbus;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.DuplicateCommandHandlerSubscriptionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.callbacks.NoOpCallback;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides commands one after the other on one thread, and commits them in groups.
 *
 * <p><b>Why one thread.</b> A command bus that gives each command its own transaction and each aggregate its own lock spends its
 * time waiting: for locks on the accounts that everybody uses, and for the disk, once for every command. Deciding takes
 * microseconds; it is the commit that takes long. So commands are decided in memory, in the order in which they came, and
 * everything that is decided while one group is committed is the next group. There is no timer: a lone command is a group of one
 * and is never delayed, and under load groups grow by themselves until the disk is no longer what limits.
 *
 * <p><b>Why two.</b> A second thread stores groups, so that nobody waits for the disk in order to decide. While it is at that,
 * commands are decided in halves of a group at least: a few at a time, each a batch of its own, would cost more than is
 * won, and could not be on disk any sooner.
 *
 * <p><b>What a group is.</b> Batches that were decided one after the other, each of one root unit of work with a nested one for
 * each command. Aggregates and staged events belong to the root, so a hot account is loaded once, and each command sees what
 * those before it did. A rejected command has applied nothing
 * and ends an empty nested unit. One that was rejected half-way, or that failed, or that is a dry run, is rolled back alone: its events are
 * dropped, with every aggregate that had applied them, and the next command loads these again, the group's earlier events included.
 *
 * <p><b>Why it is right.</b> What a group is decided from is what this node has seen up to a position, and the group's
 * transaction moves the head of the journal from exactly there ({@link CommandPipeline}). If the head has moved, another node has
 * appended: everything is rolled back, what has changed is forgotten, and the group is decided anew. Nobody is answered before
 * the commit is on disk, those who were rejected included, for a rejection too may rest on what another node has changed.
 *
 * <p><b>Its bounds.</b> The queue is bounded in number and weight; beyond that a command is refused at once. A command that has
 * waited too long is refused undecided.
 */
public final class BatchingCommandBus implements CommandBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchingCommandBus.class);
    private static final Duration DRAIN_MAX = Duration.ofSeconds(15);
    private static final Duration INTERRUPTED_MAX = Duration.ofSeconds(5);

    private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> dispatchInterceptors =
            new CopyOnWriteArrayList<>();
    private final CommandBusSettings settings;
    private final CommandPipeline pipeline;
    private final CommandQueue queue;
    private final Thread deciding;

    public BatchingCommandBus(CommandBusSettings settings, CommandPipeline pipeline) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.queue = pipeline.queue();
        this.deciding = Thread.ofPlatform().name("pacioli-deciding").daemon().unstarted(this::decideUntilClosed);
        this.deciding.start();
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, NoOpCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandMessage<C> intercepted = intercept(command);
        MessageHandler<? super CommandMessage<?>> handler = handlers.get(intercepted.getCommandName());
        if (handler == null || !(intercepted.getPayload() instanceof Command payload)) {
            callback.onResult(
                    intercepted,
                    asCommandResultMessage(
                            new NoHandlerForCommandException("Nobody handles " + intercepted.getCommandName())));
            return;
        }
        long deadline = System.nanoTime() + settings.commandTimeout().toNanos();
        if (!queue.offer(new PendingCommand(intercepted, payload, handler, callback, deadline))) {
            callback.onResult(intercepted, asCommandResultMessage(queue.isClosed() ? shuttingDown() : queueFull()));
        }
    }

    private static RequestRefused queueFull() {
        return new RequestRefused(
                ProblemCode.QUEUE_FULL,
                "More commands are waiting than the service lets wait. Send this one again, with the same key.");
    }

    private static RequestRefused shuttingDown() {
        return new RequestRefused(
                ProblemCode.SHUTTING_DOWN, "The service is stopping. Send the command again later, with the same key.");
    }

    @SuppressWarnings("unchecked")
    private <C> CommandMessage<C> intercept(CommandMessage<C> command) {
        CommandMessage<?> intercepted = command;
        for (MessageDispatchInterceptor<? super CommandMessage<?>> interceptor : dispatchInterceptors) {
            intercepted = (CommandMessage<?>) interceptor.handle(intercepted);
        }
        return (CommandMessage<C>) intercepted;
    }

    private void decideUntilClosed() {
        try {
            pipeline.decideUntilClosed();
        } catch (InterruptedException e) {
            LOG.warn("The deciding thread was interrupted; commands are no longer taken");
            queue.abandon().forEach(command -> command.fail(shuttingDown()));
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        MessageHandler<? super CommandMessage<?>> other = handlers.putIfAbsent(commandName, handler);
        if (other != null && !other.equals(handler)) {
            throw new DuplicateCommandHandlerSubscriptionException(commandName, other, handler);
        }
        return () -> handlers.remove(commandName, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        return pipeline.decider().registerHandlerInterceptor(handlerInterceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        dispatchInterceptors.add(dispatchInterceptor);
        return () -> dispatchInterceptors.remove(dispatchInterceptor);
    }

    /** How many commands wait to be decided. */
    public int queued() {
        return queue.size();
    }

    /** Whether commands are no longer taken. */
    boolean isClosed() {
        return queue.isClosed();
    }

    /** Takes no more commands, and waits for those that were taken to be answered. */
    @Override
    public void close() {
        queue.close();
        try {
            if (!deciding.join(DRAIN_MAX)) {
                LOG.error("Commands were still being decided after {}", DRAIN_MAX);
                deciding.interrupt();
                deciding.join(INTERRUPTED_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pipeline.close();
    }
}
