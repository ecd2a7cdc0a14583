package io.pacioli.infra.journal;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The stored form of one kind of event. What is written here can be read for ever: a changed form is a new revision with an
 * {@link Upcaster} from the one before it.
 */
interface EventCodec<E extends Event> {

    Class<E> event();

    /** The logical name in storage. */
    String type();

    /** The revision that {@link #write} writes. */
    default int revision() {
        return 1;
    }

    /** Writes the fields of the payload; the object around them is the caller's. */
    void write(E event, JsonGenerator payload);

    /** Whether the event has text that may name a person. */
    default boolean hasErasable(E event) {
        return false;
    }

    /** Writes the fields of the erasable document; the object around them and its salt are the caller's. */
    default void writeErasable(E event, JsonGenerator erasable) {}

    /**
     * Reads back what was written.
     *
     * @param erasable an empty object where there is none, or where it was erased
     */
    E read(LedgerId ledger, JsonNode payload, JsonNode erasable);
}
