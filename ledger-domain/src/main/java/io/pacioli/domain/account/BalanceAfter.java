package io.pacioli.domain.account;

import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;

/**
 * What an account holds in one currency after a transaction.
 *
 * @param totals what has been posted
 * @param pending what is kept in reserve for open holds
 * @param version how many events the account had seen, this transaction included
 */
public record BalanceAfter(
        AccountPath account, AccountType type, Currency currency, Totals totals, Totals pending, long version) {

    public BalanceAfter {
        if (!fit(totals, pending)) {
            throw new IllegalArgumentException("a total of " + account + " has more than 38 digits");
        }
    }

    /** What an account holds for which no hold is open. */
    public BalanceAfter(AccountPath account, AccountType type, Currency currency, Totals totals, long version) {
        this(account, type, currency, totals, Totals.ZERO, version);
    }

    /** Whether there would be no total of more than {@value Money#DIGITS_MAX} digits, were all of the holds posted. */
    static boolean fit(Totals totals, Totals pending) {
        return totals.plus(pending).fit();
    }

    /** The balance in minor units, positive on the account's normal side. */
    public BigInteger balance() {
        return totals.balance(type.normalSide());
    }

    /** The balance less whatever open holds may take from it; never counts what they may bring. */
    public BigInteger available() {
        return totals.available(type.normalSide(), pending);
    }

    /** The balance with whatever open holds may bring to it; counts nothing that they may take. */
    public BigInteger balanceWithInflow() {
        return balance().add(pending.on(type.normalSide()));
    }

    public String balanceDecimal() {
        return Money.toDecimal(balance(), currency);
    }

    public String availableDecimal() {
        return Money.toDecimal(available(), currency);
    }

    public String debitsDecimal() {
        return Money.toDecimal(totals.debits(), currency);
    }

    public String creditsDecimal() {
        return Money.toDecimal(totals.credits(), currency);
    }

    public String pendingDebitsDecimal() {
        return Money.toDecimal(pending.debits(), currency);
    }

    public String pendingCreditsDecimal() {
        return Money.toDecimal(pending.credits(), currency);
    }
}
