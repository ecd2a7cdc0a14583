package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.infra.eventstore.StoredEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Stored events that were decoded last, each once for all the accounts that share it; only some of them, as each may be large. */
final class DecodedEvents {

    static final int KEPT_MAX = 32;

    private final Map<Long, RecordedEvent> byPosition = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RecordedEvent> eldest) {
            return size() > KEPT_MAX;
        }
    };

    RecordedEvent of(StoredEvent event, Function<StoredEvent, RecordedEvent> decode) {
        return byPosition.computeIfAbsent(event.position(), _ -> decode.apply(event));
    }
}
