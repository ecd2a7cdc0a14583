package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.RecordedEvent;
import org.axonframework.messaging.MetaData;

/** Makes messages of recorded events, for tests of those who take them. */
public final class RecordedEvents {

    private RecordedEvents() {}

    public static RecordedEventMessage message(RecordedEvent recorded) {
        return new RecordedEventMessage(recorded, MetaData.emptyInstance());
    }
}
