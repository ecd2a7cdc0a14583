package io.pacioli.infra.eventstore;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifies messages by UUIDs of version 7. An event's identifier has to be unique, not secret, so it does not cost a secure
 * random number each.
 */
public final class EventIdentifiers extends IdentifierFactory {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator(
            new java.util.Random(ThreadLocalRandom.current().nextLong()));

    @Override
    public String generateIdentifier() {
        return GENERATOR.generate().toString();
    }
}
