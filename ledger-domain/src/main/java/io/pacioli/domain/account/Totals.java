package io.pacioli.domain.account;

import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import java.math.BigInteger;

/**
 * What has been posted to an account in one currency, or is kept in reserve for holds, each side summed on its own, in minor
 * units.
 *
 * <p>Both sides of what has been posted only ever grow. {@link #fit()} has to hold before they are recorded.
 */
public record Totals(BigInteger debits, BigInteger credits) {

    public static final Totals ZERO = new Totals(BigInteger.ZERO, BigInteger.ZERO);

    public Totals {
        if (debits.signum() < 0 || credits.signum() < 0) {
            throw new IllegalArgumentException("a side is never below zero: %s and %s".formatted(debits, credits));
        }
    }

    public Totals plus(Posting posting) {
        BigInteger amount = posting.money().minorUnits();
        return posting.direction() == Direction.DEBIT
                ? new Totals(debits.add(amount), credits)
                : new Totals(debits, credits.add(amount));
    }

    /** @throws IllegalArgumentException where less than the posting is there */
    public Totals minus(Posting posting) {
        BigInteger amount = posting.money().minorUnits();
        return posting.direction() == Direction.DEBIT
                ? new Totals(debits.subtract(amount), credits)
                : new Totals(debits, credits.subtract(amount));
    }

    public Totals plus(Totals other) {
        return other.isZero() ? this : new Totals(debits.add(other.debits), credits.add(other.credits));
    }

    public boolean isZero() {
        return debits.signum() == 0 && credits.signum() == 0;
    }

    public BigInteger on(Direction side) {
        return side == Direction.DEBIT ? debits : credits;
    }

    /** The balance as seen from one side: positive where that side outweighs the other. */
    public BigInteger balance(Direction side) {
        return side == Direction.DEBIT ? debits.subtract(credits) : credits.subtract(debits);
    }

    /** The balance as seen from one side, less what is pending on the other. */
    public BigInteger available(Direction side, Totals pending) {
        return balance(side).subtract(pending.on(side.opposite()));
    }

    /** Whether both sides keep to {@link Money#DIGITS_MAX} digits. */
    public boolean fit() {
        return Money.fits(debits) && Money.fits(credits);
    }
}
