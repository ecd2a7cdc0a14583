package io.pacioli.infra.projection;

import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;

/** Calls event handlers as the service's event processor does. */
public final class TestInvokers {

    private TestInvokers() {}

    public static EventHandlerInvoker of(Collection<?> handlers) {
        SimpleEventHandlerInvoker.Builder<?> builder = SimpleEventHandlerInvoker.builder();
        builder.eventHandlers(List.copyOf(handlers))
                .parameterResolverFactory(MultiParameterResolverFactory.ordered(
                        new RecordedEventResolver(), ClasspathParameterResolverFactory.forClass(TestInvokers.class)))
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sequencingPolicy(event -> "all");
        return builder.build();
    }
}
