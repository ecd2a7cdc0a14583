package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.CurrencyCode;
import java.math.BigDecimal;

/** A line whose currency nobody has looked up yet: a positive amount in major units. */
public record RequestedPosting(AccountPath account, Direction direction, BigDecimal amount, CurrencyCode currency) {

    public RequestedPosting {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("an amount has to be positive: " + amount);
        }
    }
}
