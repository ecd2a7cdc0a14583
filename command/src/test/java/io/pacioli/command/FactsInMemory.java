package io.pacioli.command;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.message.UniqueKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Keeps every fact that is published, one that several aggregates share once, and the keys that it takes. */
final class FactsInMemory implements EventBus, KnownKeys {

    private final List<Event> seen = new ArrayList<>();
    private final Set<Event> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<UniqueKey> keys = new HashSet<>();

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> message : events) {
            Event event = (Event) message.getPayload();
            if (known.add(event)) {
                seen.add(event);
            }
            keys.addAll(event.uniqueKeys());
        }
    }

    @Override
    public boolean isTaken(UniqueKey key) {
        return keys.contains(key);
    }

    List<Event> seen() {
        return List.copyOf(seen);
    }

    void forgetSeen() {
        seen.clear();
    }

    @Override
    public Registration subscribe(Consumer<List<? extends EventMessage<?>>> processor) {
        throw new UnsupportedOperationException("nobody listens in memory");
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super EventMessage<?>> interceptor) {
        throw new UnsupportedOperationException("nobody intercepts in memory");
    }
}
