package io.pacioli.projections.account;

import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Sql;

/** Tells what accounts held in the past; balances know of accounts, so that accounts do not know of balances. */
public interface PastHoldings {

    /** Says of an account {@code a} whether it had been posted to in one of these currencies. */
    Sql held(Clocks clocks, String[] currencies);

    /**
     * Selects, for an account {@code a}, what a term makes of its balance {@code b} in one currency, with what it had been debited
     * and credited as {@code t}; a null where nothing had been posted to it in that currency.
     */
    Sql ofBalance(Clocks clocks, String currency, Sql term);
}
