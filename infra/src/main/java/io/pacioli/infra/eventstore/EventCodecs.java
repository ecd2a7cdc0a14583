package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;

/** How events are written to storage and read back, whatever they are about. */
public interface EventCodecs {

    EncodedEvent encode(Event event);

    /**
     * The event that the documents stand for, brought up to today's form if they were written in an earlier one.
     *
     * @throws EventUnreadable when nothing here knows the type or the revision, or when the documents break an invariant
     */
    Event decode(LedgerId ledger, EncodedEvent stored);
}
