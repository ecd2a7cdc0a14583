package io.pacioli.projections.account;

import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Sql;

/** Tells what accounts held in the past; balances know of accounts, so that accounts do not know of balances. */
public interface CurrenciesHeld {

    /** Says of an account {@code a} whether it had been posted to in one of these currencies. */
    Sql held(Clocks clocks, String[] currencies);
}
