package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Money;

/** One line of a transaction: a positive amount on one side of an account. */
public record Posting(AccountPath account, Direction direction, Money money) {

    public Posting {
        if (money.minorUnits().signum() == 0) {
            throw new IllegalArgumentException("a posting of zero to " + account);
        }
    }

    /** The same amount on the other side. */
    Posting mirrored() {
        return new Posting(account, direction.opposite(), money);
    }
}
