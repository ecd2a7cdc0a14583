package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import java.math.BigInteger;

/**
 * By how much the debits of an account outweigh its credits in a currency.
 *
 * @param debit in minor units, negative where the credits outweigh, never zero
 */
public record NetBalance(AccountPath account, Currency currency, BigInteger debit) {

    public NetBalance {
        if (debit.signum() == 0) {
            throw new IllegalArgumentException("nothing to bring to zero in " + account);
        }
    }
}
