package io.pacioli.query.statement;

import io.pacioli.domain.money.Currency;
import io.pacioli.projections.balance.TrialBalanceRow;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was debited in a period to all accounts of a ledger, by currency: as much as was credited. */
final class LedgerTotals {

    private LedgerTotals() {}

    /**
     * @param before what accounts had been debited and credited before the period
     * @param after the same at its end
     */
    static SortedMap<Currency, BigInteger> of(List<TrialBalanceRow> before, List<TrialBalanceRow> after) {
        SortedMap<Currency, BigInteger> debits = new TreeMap<>(Comparator.comparing(Currency::code));
        SortedMap<Currency, BigInteger> credits = new TreeMap<>(Comparator.comparing(Currency::code));
        for (TrialBalanceRow row : after) {
            debits.merge(row.currency(), row.totals().debits(), BigInteger::add);
            credits.merge(row.currency(), row.totals().credits(), BigInteger::add);
        }
        for (TrialBalanceRow row : before) {
            debits.merge(row.currency(), row.totals().debits().negate(), BigInteger::add);
            credits.merge(row.currency(), row.totals().credits().negate(), BigInteger::add);
        }
        if (!debits.equals(credits)) {
            throw new IllegalStateException("a general ledger does not balance: %s and %s".formatted(debits, credits));
        }
        return debits;
    }
}
