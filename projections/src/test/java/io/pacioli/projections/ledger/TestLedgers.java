package io.pacioli.projections.ledger;

/** Ledgers without a database. */
public final class TestLedgers {

    private TestLedgers() {}

    public static LedgerIds ids() {
        return new LedgerIds();
    }
}
