package io.pacioli.projections.retry;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The journal of one ledger, to be gone through. */
public interface LedgerPassages {

    /** Events in order, from just after a journal number; fewer than the limit only where the ledger's journal ends. */
    List<TrackedEventMessage<?>> of(LedgerId ledger, long afterJournalNumber, int limit);
}
