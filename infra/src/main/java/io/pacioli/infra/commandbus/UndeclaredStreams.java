package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.PostgresEventStorageEngine;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.eventstore.StoredStream;
import org.axonframework.eventhandling.DomainEventMessage;

/** Loads within the running batch, over the connection on which it is decided. */
public record UndeclaredStreams(CommandPipeline pipeline, PostgresEventStorageEngine engine) implements StreamLoader {

    @Override
    public StoredStream load(StreamId stream) {
        return pipeline.load(stream);
    }

    @Override
    public RecordedEvent decode(StoredEvent event) {
        return engine.decode(event);
    }

    @Override
    public DomainEventMessage<?> message(StreamId stream, StoredStream.Place place, RecordedEvent recorded) {
        return engine.domainMessage(stream.toString(), place, recorded);
    }
}
