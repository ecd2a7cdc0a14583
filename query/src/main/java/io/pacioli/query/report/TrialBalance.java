package io.pacioli.query.report;

import io.pacioli.domain.money.Currency;
import io.pacioli.projections.balance.TrialBalanceRow;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The balances of all accounts of a ledger, each in the column of the side that outweighs the other, and the columns' totals, which
 * are equal.
 */
record TrialBalance(List<Line> lines, Map<Currency, BigInteger> totals) {

    /** An account in a currency; at least one of its columns is zero. */
    record Line(TrialBalanceRow row) {

        BigInteger debit() {
            return net().max(BigInteger.ZERO);
        }

        BigInteger credit() {
            return net().negate().max(BigInteger.ZERO);
        }

        private BigInteger net() {
            return row.totals().debits().subtract(row.totals().credits());
        }
    }

    static TrialBalance of(List<TrialBalanceRow> rows) {
        List<Line> lines = rows.stream().map(Line::new).toList();
        Map<Currency, BigInteger> debits = byCurrency();
        Map<Currency, BigInteger> credits = byCurrency();
        for (Line line : lines) {
            debits.merge(line.row().currency(), line.debit(), BigInteger::add);
            credits.merge(line.row().currency(), line.credit(), BigInteger::add);
        }
        if (!debits.equals(credits)) {
            throw new IllegalStateException(
                    "the columns of a trial balance differ: %s and %s".formatted(debits, credits));
        }
        return new TrialBalance(lines, debits);
    }

    private static Map<Currency, BigInteger> byCurrency() {
        return new TreeMap<>(Comparator.comparing(Currency::code));
    }
}
