package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.RecordedEvent;

/** Makes messages of recorded events, for tests of those who take them. */
public final class RecordedEvents {

    private RecordedEvents() {}

    public static RecordedEventMessage message(RecordedEvent recorded) {
        return new RecordedEventMessage(recorded, JsonBytes.of("{}"));
    }
}
