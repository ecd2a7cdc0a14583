package io.pacioli.domain.account;

import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Between what an account is kept in a currency, in minor units, positive on its normal side; without either, it has no limit.
 *
 * @param minimum below which nothing may take what is available
 * @param maximum above which nothing may take the balance with what open holds may bring
 */
public record Limits(
        Currency currency,
        @Nullable BigInteger minimum,
        @Nullable BigInteger maximum) {

    public Limits {
        if ((minimum != null && !Money.fits(minimum)) || (maximum != null && !Money.fits(maximum))) {
            throw new IllegalArgumentException("a limit has at most 38 digits");
        }
        if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("a minimum above the maximum, in " + currency);
        }
    }

    boolean areNone() {
        return minimum == null && maximum == null;
    }

    /** Whether so much would break the minimum: what was below it already may rise, or stay, but not fall. */
    boolean isBrokenBelow(BigInteger before, BigInteger after) {
        return minimum != null && after.compareTo(minimum) < 0 && after.compareTo(before) < 0;
    }

    /** Whether so much would break the maximum: what was above it already may fall, or stay, but not rise. */
    boolean isBrokenAbove(BigInteger before, BigInteger after) {
        return maximum != null && after.compareTo(maximum) > 0 && after.compareTo(before) > 0;
    }

    public @Nullable String minimumDecimal() {
        return minimum == null ? null : Money.toDecimal(minimum, currency);
    }

    public @Nullable String maximumDecimal() {
        return maximum == null ? null : Money.toDecimal(maximum, currency);
    }
}
