package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;

/**
 * What an account holds in one currency.
 *
 * @param totals what has been posted
 * @param pending what is in reserve for open holds
 * @param version how many events the account had seen when this balance was last moved
 * @param position the event that moved it last
 */
public record BalanceRow(
        long accountId, Currency currency, Totals totals, Totals pending, long version, long position) {}
