package io.pacioli.projections.account;

import io.pacioli.projections.batch.TestBatches;
import io.pacioli.projections.ledger.TestLedgers;

/** Accounts without a database. */
public final class TestAccounts {

    private TestAccounts() {}

    public static AccountRegister register() {
        return AccountRegister.of(TestBatches.at(0), new AccountIds(), TestLedgers.ids());
    }
}
