package io.pacioli.infra.cli.importing;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/**
 * The ledger that a book is imported into.
 *
 * @param name what to call it where it has to be opened; its id where none is given
 * @param timeZone which it has to have, or null where any that it has will do; UTC where it has to be opened
 */
public record TargetLedger(
        String id, @Nullable String name, @Nullable String timeZone) {

    public TargetLedger {
        if (!LedgerId.isWellFormed(id)) {
            throw new IllegalArgumentException(
                    "A ledger's id is 1 to 63 lower-case letters, digits and inner hyphens.");
        }
    }

    String path() {
        return "/v1/ledgers/" + id;
    }

    String nameOrId() {
        return name == null ? id : name;
    }

    String timeZoneOrUtc() {
        return timeZone == null ? "UTC" : timeZone;
    }
}
