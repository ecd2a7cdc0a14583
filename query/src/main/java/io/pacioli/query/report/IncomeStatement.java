package io.pacioli.query.report;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a ledger has earned and spent in a period, by account and in each currency. */
record IncomeStatement(SortedMap<NetAmounts.Line, BigInteger> lines, SortedMap<Currency, Totals> totals) {

    private static final List<AccountType> TYPES = List.of(AccountType.INCOME, AccountType.EXPENSE);

    record Totals(BigInteger income, BigInteger expenses) {

        static final Totals ZERO = new Totals(BigInteger.ZERO, BigInteger.ZERO);

        BigInteger result() {
            return income.subtract(expenses);
        }
    }

    /** @param moved what was posted in the period, but for entries that carry its result to equity */
    static IncomeStatement of(NetAmounts moved, int depth) {
        SortedMap<Currency, BigInteger> income = moved.totals(AccountType.INCOME);
        SortedMap<Currency, BigInteger> expenses = moved.totals(AccountType.EXPENSE);
        SortedMap<Currency, Totals> totals = new TreeMap<>(Comparator.comparing(Currency::code));
        for (SortedMap<Currency, BigInteger> sums : List.of(income, expenses)) {
            for (Currency currency : sums.keySet()) {
                totals.computeIfAbsent(
                        currency,
                        each -> new Totals(
                                income.getOrDefault(each, BigInteger.ZERO),
                                expenses.getOrDefault(each, BigInteger.ZERO)));
            }
        }
        return new IncomeStatement(moved.rolledUp(TYPES, depth), totals);
    }
}
