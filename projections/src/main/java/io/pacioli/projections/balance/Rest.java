package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;

/**
 * A time in which an account was moved in other currencies only, and often: whoever looks for its last entry in this one would pass
 * all of theirs.
 *
 * @param since the position of the last event before it, 0 where there was none
 * @param until the position of the event that ended it
 */
record Rest(long since, long until, Totals totals) {

    /** How many events of an account are looked through for its last entry in a currency. */
    static final long EVENTS_MIN = 64;

    /** Whether two events of an account that follow each other in a currency have a rest between them, by the account's versions. */
    static boolean isBetween(long version, long nextVersion) {
        return nextVersion - version > EVENTS_MIN;
    }
}
