package io.pacioli.infra.projection;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Gives event handlers that ask for it the event's place in the journal. */
final class RecordedEventResolver implements ParameterResolverFactory, ParameterResolver<RecordedEvent> {

    @Override
    public @Nullable ParameterResolver<?> createInstance(Executable executable, Parameter[] parameters, int index) {
        return parameters[index].getType() == RecordedEvent.class ? this : null;
    }

    @Override
    public RecordedEvent resolveParameterValue(Message<?> message) {
        return ((RecordedEventMessage) message).recorded();
    }

    @Override
    public boolean matches(Message<?> message) {
        return message instanceof RecordedEventMessage;
    }
}
