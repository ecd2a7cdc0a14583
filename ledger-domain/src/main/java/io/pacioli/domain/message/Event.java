package io.pacioli.domain.message;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;

/** A fact in the journal of one ledger. */
public interface Event {

    LedgerId ledger();

    /** The keys that this event takes, for ever. */
    default List<UniqueKey> uniqueKeys() {
        return List.of();
    }
}
