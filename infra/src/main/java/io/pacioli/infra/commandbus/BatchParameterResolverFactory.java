package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Gives command handlers the moment at which they decide, and the keys that are taken. */
public final class BatchParameterResolverFactory implements ParameterResolverFactory {

    @Override
    public @Nullable ParameterResolver<?> createInstance(Executable executable, Parameter[] parameters, int index) {
        Class<?> type = parameters[index].getType();
        if (type == DecidedAt.class) {
            return new OfBatch<>(Batch::decidedAt);
        }
        return type == KnownKeys.class ? new OfBatch<KnownKeys>(batch -> batch) : null;
    }

    private record OfBatch<T>(Function<Batch, T> part) implements ParameterResolver<T> {

        @Override
        public T resolveParameterValue(Message<?> message) {
            return part.apply(Batch.current());
        }

        @Override
        public boolean matches(Message<?> message) {
            return message instanceof CommandMessage<?>;
        }
    }
}
