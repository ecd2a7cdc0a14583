package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/**
 * What is verified: everything, or one ledger.
 *
 * @param ledger null for everything
 */
public record Scope(@Nullable LedgerId ledger) {

    public static final Scope EVERYTHING = new Scope(null);

    boolean isEverything() {
        return ledger == null;
    }

    /** A condition on rows with columns {@code tenant} and {@code ledger}; ids have no character that means something in SQL. */
    public String condition() {
        return ledger == null
                ? "true"
                : "tenant = '%s' and ledger = '%s'".formatted(ledger.tenant().name(), ledger.slug());
    }

    /** A condition on a column that has the position of an event. */
    String positionCondition(String column) {
        return ledger == null
                ? "true"
                : "%s in (select position from event_store.events where %s)".formatted(column, condition());
    }
}
