package io.pacioli.projections.balance;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;

/** What an account had been debited and credited in one currency by the end of a day. */
public record TrialBalanceRow(AccountPath account, AccountType type, Currency currency, Totals totals) {}
