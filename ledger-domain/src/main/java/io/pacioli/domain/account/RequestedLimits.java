package io.pacioli.domain.account;

import io.pacioli.domain.money.RequestedCurrency;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Limits whose currency nobody has looked up yet, in major units; without any, the account is to have none in that currency.
 *
 * @param minimum not above the maximum, where both are there
 */
public record RequestedLimits(
        RequestedCurrency currency,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum) {

    public static final int SIZE_MAX = 100;

    public RequestedLimits {
        if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("a minimum above the maximum, in " + currency);
        }
    }
}
