package io.pacioli.domain.account;

import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import java.math.BigInteger;

/**
 * What has been posted to an account in one currency, each side summed on its own, in minor units.
 *
 * <p>Both sides only ever grow. {@link #fit()} has to hold before they are recorded.
 */
public record Totals(BigInteger debits, BigInteger credits) {

    public static final Totals ZERO = new Totals(BigInteger.ZERO, BigInteger.ZERO);

    public Totals plus(Posting posting) {
        BigInteger amount = posting.money().minorUnits();
        return posting.direction() == Direction.DEBIT
                ? new Totals(debits.add(amount), credits)
                : new Totals(debits, credits.add(amount));
    }

    /** The balance as seen from one side: positive where that side outweighs the other. */
    public BigInteger balance(Direction side) {
        return side == Direction.DEBIT ? debits.subtract(credits) : credits.subtract(debits);
    }

    /** Whether both sides keep to {@link Money#DIGITS_MAX} digits. */
    public boolean fit() {
        return Money.fits(debits) && Money.fits(credits);
    }
}
