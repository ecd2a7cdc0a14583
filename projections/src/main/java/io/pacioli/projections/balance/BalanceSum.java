package io.pacioli.projections.balance;

import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some accounts have been debited and credited together.
 *
 * @param group what they have in common, in the order of the dimensions; null where they have nothing under a key
 * @param debits in minor units; of many accounts, more digits than any of them has
 */
public record BalanceSum(List<@Nullable String> group, Currency currency, BigInteger debits, BigInteger credits) {

    /** What is left on the debit side, negative where the credits are more. */
    public BigInteger net() {
        return debits.subtract(credits);
    }
}
