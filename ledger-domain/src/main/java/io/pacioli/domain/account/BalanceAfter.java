package io.pacioli.domain.account;

import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;

/**
 * What an account holds in one currency after a transaction.
 *
 * @param version how many events the account had seen, this transaction included
 */
public record BalanceAfter(AccountPath account, AccountType type, Currency currency, Totals totals, long version) {

    public BalanceAfter {
        if (!totals.fit()) {
            throw new IllegalArgumentException("a total of " + account + " has more than 38 digits");
        }
    }

    /** The balance in minor units, positive on the account's normal side. */
    public BigInteger balance() {
        return totals.balance(type.normalSide());
    }

    public String balanceDecimal() {
        return Money.toDecimal(balance(), currency);
    }

    public String debitsDecimal() {
        return Money.toDecimal(totals.debits(), currency);
    }

    public String creditsDecimal() {
        return Money.toDecimal(totals.credits(), currency);
    }
}
