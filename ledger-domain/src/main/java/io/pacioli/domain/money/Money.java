package io.pacioli.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * A non-negative amount of a currency, exact to its last decimal place.
 *
 * @param minorUnits the amount in units of the currency's last decimal place (cents), at most {@value #DIGITS_MAX} digits
 */
public record Money(BigInteger minorUnits, Currency currency) {

    public static final int DIGITS_MAX = 38;

    private static final BigInteger LIMIT = BigInteger.TEN.pow(DIGITS_MAX);
    private static final int LONG_BITS = 63;

    /** Zero in every scale: what is pending is zero in almost every answer. */
    private static final String[] ZEROS = IntStream.rangeClosed(Currency.SCALE_MIN, Currency.SCALE_MAX)
            .mapToObj(scale -> scale == 0 ? "0" : "0." + "0".repeat(scale))
            .toArray(String[]::new);

    public Money {
        if (minorUnits.signum() < 0 || !fits(minorUnits)) {
            throw new IllegalArgumentException("an amount has 1 to 38 digits and no sign: " + minorUnits);
        }
    }

    /**
     * The amount that a decimal number of major units stands for.
     *
     * @throws ArithmeticException when the number has more decimal places than the currency
     */
    public static Money of(BigDecimal majorUnits, Currency currency) {
        return new Money(majorUnits.setScale(currency.scale()).unscaledValue(), currency);
    }

    /**
     * Whether a number of major units is written with more decimal places than the currency has. Trailing zeros count: in a
     * currency of scale 2, {@code 1.000} has too many.
     */
    public static boolean isTooFine(BigDecimal majorUnits, Currency currency) {
        return majorUnits.scale() > currency.scale();
    }

    /**
     * Whether a number of major units has more than {@value #DIGITS_MAX} digits in the currency's smallest unit. Counts the digits
     * without making them: there is no memory for {@code 1E+2000000000}.
     */
    public static boolean isTooLarge(BigDecimal majorUnits, Currency currency) {
        return (long) majorUnits.precision() - majorUnits.scale() + currency.scale() > DIGITS_MAX;
    }

    /** Reads what {@link #toDecimal()} wrote: a number with exactly as many decimal places as the currency has. */
    public static Money parse(String decimal, CurrencyCode code) {
        BigDecimal amount = new BigDecimal(decimal);
        return new Money(amount.unscaledValue(), new Currency(code, amount.scale()));
    }

    /** Whether a number of minor units is within the {@value #DIGITS_MAX} digits that every amount and total has to keep. */
    public static boolean fits(BigInteger minorUnits) {
        return minorUnits.bitLength() <= LONG_BITS || minorUnits.abs().compareTo(LIMIT) < 0;
    }

    /** The amount in major units with all of the currency's decimal places: {@code 12.30}. */
    public String toDecimal() {
        return toDecimal(minorUnits, currency);
    }

    /** A signed number of minor units of a currency as a decimal number of major units. */
    public static String toDecimal(BigInteger minorUnits, Currency currency) {
        if (minorUnits.signum() == 0) {
            return ZEROS[currency.scale()];
        }
        if (currency.scale() == 0) {
            return minorUnits.toString();
        }
        return minorUnits.bitLength() <= LONG_BITS
                ? toDecimal(minorUnits.longValue(), currency.scale())
                : new BigDecimal(minorUnits, currency.scale()).toPlainString();
    }

    /** As {@link BigDecimal#toPlainString()} does it, without the detour: every answer and every event has a dozen of them. */
    private static String toDecimal(long minorUnits, int scale) {
        String digits = Long.toString(minorUnits);
        int sign = minorUnits < 0 ? 1 : 0;
        int whole = digits.length() - sign - scale;
        StringBuilder decimal = new StringBuilder(digits.length() + scale + 2);
        if (whole > 0) {
            return decimal.append(digits, 0, sign + whole)
                    .append('.')
                    .append(digits, sign + whole, digits.length())
                    .toString();
        }
        return decimal.append(digits, 0, sign)
                .append("0.")
                .repeat('0', -whole)
                .append(digits, sign, digits.length())
                .toString();
    }

    @Override
    public String toString() {
        return toDecimal() + " " + currency;
    }
}
