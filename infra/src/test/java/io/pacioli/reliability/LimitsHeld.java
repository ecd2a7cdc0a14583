package io.pacioli.reliability;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * No total of an account ever passed 38 digits, at no event. This is the one limit of accounts that there is; limits that a ledger
 * sets for its accounts belong here too.
 */
final class LimitsHeld {

    private static final int DIGITS_MAX = 38;

    private final Differences differences;

    LimitsHeld(Differences differences) {
        this.differences = differences;
    }

    /** @param balance an account's totals after an event, as the event has them */
    void see(JsonNode balance) {
        for (String side : new String[] {"debits", "credits"}) {
            if (new BigDecimal(balance.path(side).asString("")).precision() > DIGITS_MAX) {
                differences.add(Promise.LIMITS_HELD, balance.toString());
            }
        }
    }
}
