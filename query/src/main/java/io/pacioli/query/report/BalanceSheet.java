package io.pacioli.query.report;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a ledger owns, what it owes and what is left, at the end of a day: in each currency assets equal liabilities, equity and the
 * result that has not been carried to equity yet, to the unit.
 */
record BalanceSheet(SortedMap<NetAmounts.Line, BigInteger> lines, SortedMap<Currency, Totals> totals) {

    private static final List<AccountType> TYPES =
            List.of(AccountType.ASSET, AccountType.LIABILITY, AccountType.EQUITY);

    /** @param result income less expenses of all time, as far as no closing entries have carried it to equity */
    record Totals(BigInteger assets, BigInteger liabilities, BigInteger equity, BigInteger result) {

        static final Totals ZERO = new Totals(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        Totals {
            if (!assets.equals(liabilities.add(equity).add(result))) {
                throw new IllegalStateException("a balance sheet does not balance: %s, %s, %s and %s"
                        .formatted(assets, liabilities, equity, result));
            }
        }
    }

    static BalanceSheet of(NetAmounts balances, int depth) {
        SortedMap<Currency, BigInteger> assets = balances.totals(AccountType.ASSET);
        SortedMap<Currency, BigInteger> liabilities = balances.totals(AccountType.LIABILITY);
        SortedMap<Currency, BigInteger> equity = balances.totals(AccountType.EQUITY);
        SortedMap<Currency, BigInteger> income = balances.totals(AccountType.INCOME);
        SortedMap<Currency, BigInteger> expenses = balances.totals(AccountType.EXPENSE);
        SortedMap<Currency, Totals> totals = new TreeMap<>(Comparator.comparing(Currency::code));
        for (SortedMap<Currency, BigInteger> sums : List.of(assets, liabilities, equity, income, expenses)) {
            for (Currency currency : sums.keySet()) {
                totals.computeIfAbsent(
                        currency,
                        each -> new Totals(
                                assets.getOrDefault(each, BigInteger.ZERO),
                                liabilities.getOrDefault(each, BigInteger.ZERO),
                                equity.getOrDefault(each, BigInteger.ZERO),
                                income.getOrDefault(each, BigInteger.ZERO)
                                        .subtract(expenses.getOrDefault(each, BigInteger.ZERO))));
            }
        }
        return new BalanceSheet(balances.rolledUp(TYPES, depth), totals);
    }
}
