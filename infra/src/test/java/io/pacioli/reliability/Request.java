package io.pacioli.reliability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write, and what has to come of it.
 *
 * @param key its idempotency key
 * @param movements what is posted if it is accepted, in the order of its items
 * @param made what it makes beside, if it is accepted: a ledger or an account, in the words of {@link Effect}
 * @param rejection the code with which it may be rejected, or null where it has to be accepted
 * @param mayBeAccepted whether it may be accepted
 */
record Request(
        String path,
        String key,
        String body,
        List<Movement> movements,
        @Nullable String made,
        @Nullable String rejection,
        boolean mayBeAccepted) {

    static Request posting(String key, Movement movement, String more) {
        return new Request(
                transactions(movement.ledger()), key, transaction(movement, more), List.of(movement), null, null, true);
    }

    static Request rejected(String path, String key, String body, String code) {
        return new Request(path, key, body, List.of(), null, code, false);
    }

    /** The same, which the rule with this code may reject. */
    Request unless(String code) {
        return new Request(path, key, body, movements, made, code, mayBeAccepted);
    }

    static String transactions(String ledger) {
        return "/v1/ledgers/%s/transactions".formatted(ledger);
    }

    /** @param more further fields, each with a comma behind it */
    static String transaction(Movement movement, String more) {
        return "{%s\"postings\":%s}".formatted(more, movement.postings());
    }
}
