package io.pacioli.infra.eventstore;

import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Axon's own engine, so that the contract asks for nothing that Axon does not. */
class InMemoryEventStorageEngineTest extends EventStorageEngineContract {

    @Override
    EventStorageEngine emptyEngine(Clock clock) {
        return new InMemoryEventStorageEngine();
    }
}
