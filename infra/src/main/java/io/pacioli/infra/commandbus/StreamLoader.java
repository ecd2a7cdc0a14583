package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.eventstore.StoredStream;
import org.axonframework.eventhandling.DomainEventMessage;

/** Reads a stream that no command of the batch had declared. */
public interface StreamLoader {

    StoredStream load(StreamId stream);

    RecordedEvent decode(StoredEvent event);

    /** @param recorded the event at that place, decoded */
    DomainEventMessage<?> message(StreamId stream, StoredStream.Place place, RecordedEvent recorded);
}
