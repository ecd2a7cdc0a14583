package io.pacioli.domain.message;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;

/** A request to change a ledger, which is either accepted and leads to events, or rejected and leaves no trace. */
public interface Command {

    LedgerId ledger();

    /**
     * The streams that deciding this command reads or begins, present or absent, so that a batch of commands fetches them all
     * at once. One that is not named here is still found, at the price of a query of its own.
     */
    List<StreamId> streams();

    /** The keys whose being taken already would have this command rejected. */
    default List<UniqueKey> uniqueKeys() {
        return List.of();
    }

    /** The rights without which nobody may ask for this; mostly none. */
    default List<Claim> claims() {
        return List.of();
    }

    /** How much work this is beside a command that posts one entry; bounds what is decided and committed together. */
    default int weight() {
        return 1;
    }
}
