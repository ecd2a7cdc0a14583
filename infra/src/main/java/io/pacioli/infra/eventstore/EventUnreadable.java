package io.pacioli.infra.eventstore;

import org.jspecify.annotations.Nullable;

/** A stored event that cannot be read back: its form is unknown, or what it says breaks an invariant. */
public final class EventUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventUnreadable(String type, int revision, String why, @Nullable Throwable cause) {
        super("An event of type %s, revision %d cannot be read: %s".formatted(type, revision, why), cause);
    }
}
