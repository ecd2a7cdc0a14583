package io.pacioli.query.report;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.balance.TrialBalanceRow;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Amounts by account, its type and currency, in minor units: positive where debits outweigh credits. */
final class NetAmounts {

    /** A line of a report: an account, or all accounts of a type below a part of the path. */
    record Line(AccountType type, AccountPath path, Currency currency) implements Comparable<Line> {

        private static final Comparator<Line> ORDER = Comparator.comparing(Line::type)
                .thenComparing(line -> line.path().value())
                .thenComparing(line -> line.currency().code());

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Line, BigInteger> amounts = new HashMap<>();

    /** What accounts held. */
    static NetAmounts of(List<TrialBalanceRow> rows) {
        NetAmounts amounts = new NetAmounts();
        for (TrialBalanceRow row : rows) {
            Totals totals = row.totals();
            amounts.add(
                    new Line(row.type(), row.account(), row.currency()),
                    totals.debits().subtract(totals.credits()));
        }
        return amounts;
    }

    private void add(Line line, BigInteger amount) {
        amounts.merge(line, amount, BigInteger::add);
    }

    /** Leaves out what is not reported at all, such as other currencies. */
    void addIfKnown(Line line, BigInteger amount) {
        amounts.computeIfPresent(line, (known, sum) -> sum.add(amount));
    }

    /** What has been added to these since those. */
    NetAmounts since(NetAmounts before) {
        NetAmounts moved = new NetAmounts();
        amounts.forEach(moved::add);
        before.amounts.forEach((line, amount) -> moved.add(line, amount.negate()));
        return moved;
    }

    /** Each account's amount on its normal side, added up for all whose paths begin with the same segments; no zeros. */
    SortedMap<Line, BigInteger> rolledUp(List<AccountType> types, int depth) {
        SortedMap<Line, BigInteger> sums = new TreeMap<>();
        amounts.forEach((line, amount) -> {
            if (types.contains(line.type())) {
                Line rolledUp = new Line(line.type(), line.path().first(depth), line.currency());
                sums.merge(rolledUp, onNormalSide(line.type(), amount), BigInteger::add);
            }
        });
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    /** The sum of a type's accounts on its normal side, by currency. */
    SortedMap<Currency, BigInteger> totals(AccountType type) {
        SortedMap<Currency, BigInteger> totals = new TreeMap<>(Comparator.comparing(Currency::code));
        amounts.forEach((line, amount) -> {
            if (line.type() == type) {
                totals.merge(line.currency(), onNormalSide(type, amount), BigInteger::add);
            }
        });
        return totals;
    }

    private static BigInteger onNormalSide(AccountType type, BigInteger amount) {
        return switch (type.normalSide()) {
            case DEBIT -> amount;
            case CREDIT -> amount.negate();
        };
    }
}
