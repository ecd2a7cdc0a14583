package io.pacioli.domain.transaction;

import java.math.BigDecimal;

/**
 * How much of one currency is given for one unit of another, both in major units: a positive decimal of at most
 * {@value #DIGITS_MAX} digits, at most {@value #SCALE_MAX} of them decimal places. Keeps the places it was written with.
 */
public record ExchangeRate(BigDecimal value) {

    public static final int DIGITS_MAX = 38;
    public static final int SCALE_MAX = 18;

    public ExchangeRate {
        if (!admits(value)) {
            throw new IllegalArgumentException("not a rate: " + value);
        }
    }

    public static boolean admits(BigDecimal value) {
        return value.signum() > 0
                && value.scale() >= 0
                && value.scale() <= SCALE_MAX
                && value.precision() <= DIGITS_MAX;
    }

    public static ExchangeRate parse(String decimal) {
        return new ExchangeRate(new BigDecimal(decimal));
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
