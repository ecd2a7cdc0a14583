package io.pacioli.domain.money;

import java.util.OptionalInt;

/**
 * What a ledger counts, and in how many decimal places: US dollars have scale 2, a share that is never split has scale 0.
 *
 * @param scale decimal places of one unit, {@value #SCALE_MIN} to {@value #SCALE_MAX}
 */
public record Currency(CurrencyCode code, int scale) {

    public static final int SCALE_MIN = 0;
    public static final int SCALE_MAX = 18;

    public Currency {
        if (scale < SCALE_MIN || scale > SCALE_MAX) {
            throw new IllegalArgumentException("a currency has 0 to 18 decimal places, not " + scale);
        }
    }

    public static Currency of(String code, int scale) {
        return new Currency(new CurrencyCode(code), scale);
    }

    /**
     * The decimal places that ISO 4217 gives a currency, or nothing where the code is not of the standard or where the
     * standard gives it none (gold). Source: the Java platform's table of ISO 4217.
     */
    public static OptionalInt isoScale(CurrencyCode code) {
        return Iso4217.scaleOf(code.value());
    }

    @Override
    public String toString() {
        return code.value();
    }
}
