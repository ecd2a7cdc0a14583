package io.pacioli.reliability;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One write, and what has to come of it.
 *
 * @param key its idempotency key
 * @param movements what is posted if it is accepted, in the order of its items
 * @param reserve what it does to what is in reserve, if it is accepted; null for nothing
 * @param made what it makes beside, if it is accepted: a ledger or an account, in the words of {@link Effect}
 * @param rejections the codes with which it may be rejected; none where it has to be accepted
 * @param mayBeAccepted whether it may be accepted
 */
record Request(
        String path,
        String key,
        String body,
        List<Movement> movements,
        @Nullable Reserve reserve,
        @Nullable String made,
        Set<String> rejections,
        boolean mayBeAccepted) {

    static final String BELOW_MINIMUM = "BALANCE_BELOW_MINIMUM";
    static final String ABOVE_MAXIMUM = "BALANCE_ABOVE_MAXIMUM";
    static final String NOT_AHEAD = "EXPIRES_AT_NOT_AHEAD";
    static final String EXPIRED = "HOLD_EXPIRED";

    /** A balance changes; and what one node's clock is past, another's that is behind may not be. */
    private static final Set<String> NOT_FOR_EVER = Set.of(BELOW_MINIMUM, ABOVE_MAXIMUM, NOT_AHEAD, EXPIRED);

    /**
     * A hold that is placed, or one that ends.
     *
     * @param placed what is put in reserve; null where the hold ends
     * @param status the word for what has become of the hold
     */
    record Reserve(String hold, @Nullable Movement placed, String status) {

        static Reserve placed(String hold, Movement movement) {
            return new Reserve(hold, movement, "pending");
        }

        static Reserve ended(String hold, String status) {
            return new Reserve(hold, null, status);
        }
    }

    static Request posting(String key, Movement movement, String more) {
        return new Request(
                transactions(movement.ledger()),
                key,
                transaction(movement, more),
                List.of(movement),
                null,
                null,
                Set.of(),
                true);
    }

    static Request rejected(String path, String key, String body, String code) {
        return new Request(path, key, body, List.of(), null, null, Set.of(code), false);
    }

    /** The same, which the rules with these codes may reject. */
    Request unless(String... codes) {
        return new Request(path, key, body, movements, reserve, made, Set.of(codes), mayBeAccepted);
    }

    /** Whether the rules that may reject it may let it pass later: a rejection is not remembered, and its key stays free. */
    boolean mayPassLater() {
        return rejections.stream().anyMatch(NOT_FOR_EVER::contains);
    }

    static String transactions(String ledger) {
        return "/v1/ledgers/%s/transactions".formatted(ledger);
    }

    /** @param more further fields, each with a comma behind it */
    static String transaction(Movement movement, String more) {
        return "{%s\"postings\":%s}".formatted(more, movement.postings());
    }
}
