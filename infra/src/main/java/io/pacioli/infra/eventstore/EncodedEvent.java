package io.pacioli.infra.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is written down.
 *
 * @param type its logical name, which outlives every class name
 * @param revision the form in which the documents are written, from 1
 * @param payload a JSON document
 * @param erasable a JSON document of what may name a person, with a salt, or null where there is none
 */
public record EncodedEvent(
        String type,
        int revision,
        JsonBytes payload,
        @Nullable JsonBytes erasable) {

    /** How large it is, texts that may name a person included: a transaction's metadata can be many times its postings. */
    public int bytes() {
        return payload.length() + (erasable == null ? 0 : erasable.length());
    }
}
