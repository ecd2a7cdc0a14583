package io.pacioli.query.statement;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.entry.EntriesByDate;
import java.math.BigInteger;

/**
 * What an account held in one currency before a period and at its end.
 *
 * @param before what it had been debited and credited until then
 * @param after the same at the end of the period
 */
record Movement(AccountRow account, Currency currency, Totals before, Totals after) {

    /** Every posting has an amount: where totals are the same, there are no entries in between. */
    boolean hasEntries() {
        return !before.equals(after);
    }

    /** On the account's normal side, as is {@link #closing()}. */
    BigInteger opening() {
        return balance(before);
    }

    BigInteger closing() {
        return balance(after);
    }

    BigInteger debits() {
        return after.debits().subtract(before.debits());
    }

    BigInteger credits() {
        return after.credits().subtract(before.credits());
    }

    EntriesByDate.Section section() {
        return new EntriesByDate.Section(account.accountId(), currency.code());
    }

    private BigInteger balance(Totals totals) {
        return totals.balance(account.type().normalSide());
    }
}
