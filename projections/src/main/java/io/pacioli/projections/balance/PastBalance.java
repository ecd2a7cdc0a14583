package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;

/** What an account had been debited and credited in one currency, as the clocks tell that it is asked by. */
public record PastBalance(long accountId, Currency currency, Totals totals) {}
