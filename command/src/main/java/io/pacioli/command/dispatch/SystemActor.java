package io.pacioli.command.dispatch;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ledger that sends commands by itself; travels beside them as message metadata, and is stored as the actor of what
 * they lead to. Such a command has no idempotency key: a client might have used it.
 */
public record SystemActor(String name) {

    /** Whoever lets holds expire. */
    public static final SystemActor EXPIRY = new SystemActor("pacioli:expiry");

    private static final String METADATA = "systemActor";

    /** The actor in a message's metadata, or null where there is none. */
    public static @Nullable SystemActor of(Map<String, ?> metaData) {
        return metaData.get(METADATA) instanceof String name ? new SystemActor(name) : null;
    }

    public MetaData toMetaData() {
        return MetaData.with(METADATA, name);
    }
}
