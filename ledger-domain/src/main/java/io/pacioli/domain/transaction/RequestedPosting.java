package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import java.math.BigDecimal;

/** A line whose currency nobody has looked up yet: a positive amount in major units. */
public record RequestedPosting(
        AccountPath account, Direction direction, BigDecimal amount, RequestedCurrency currency) {

    public RequestedPosting {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("an amount has to be positive: " + amount);
        }
    }

    /** A line whose currency is named by its code alone. */
    public RequestedPosting(AccountPath account, Direction direction, BigDecimal amount, CurrencyCode currency) {
        this(account, direction, amount, RequestedCurrency.of(currency));
    }
}
