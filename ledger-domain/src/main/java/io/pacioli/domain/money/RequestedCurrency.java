package io.pacioli.domain.money;

import org.jspecify.annotations.Nullable;

/**
 * A currency as a client names it: by its code ({@code USD}), or by its code and its decimal places ({@code USD/2}), as Formance
 * writes it.
 *
 * @param scale the decimal places that the client takes it to have, {@value Currency#SCALE_MIN} to {@value Currency#SCALE_MAX}; null
 *     where it does not say
 */
public record RequestedCurrency(CurrencyCode code, @Nullable Integer scale) {

    private static final char SEPARATOR = '/';

    public RequestedCurrency {
        if (scale != null && (scale < Currency.SCALE_MIN || scale > Currency.SCALE_MAX)) {
            throw new IllegalArgumentException("a currency has 0 to 18 decimal places, not " + scale);
        }
    }

    public static RequestedCurrency of(CurrencyCode code) {
        return new RequestedCurrency(code, null);
    }

    /** @throws IllegalArgumentException where it is not well-formed */
    public static RequestedCurrency parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            return of(new CurrencyCode(text));
        }
        int scale = scale(text, separator + 1);
        if (scale < 0) {
            throw new IllegalArgumentException("not a currency: " + text);
        }
        return new RequestedCurrency(new CurrencyCode(text.substring(0, separator)), scale);
    }

    public static boolean isWellFormed(String text) {
        int separator = text.indexOf(SEPARATOR);
        return separator < 0
                ? CurrencyCode.isWellFormed(text)
                : scale(text, separator + 1) >= 0 && CurrencyCode.isWellFormed(text.substring(0, separator));
    }

    /** The scale that stands at the end of a text, one or two digits without a leading zero, or -1 where none does. */
    private static int scale(String text, int start) {
        int digits = text.length() - start;
        if (digits < 1 || digits > 2 || (digits == 2 && text.charAt(start) == '0')) {
            return -1;
        }
        int scale = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            scale = 10 * scale + (c - '0');
        }
        return scale <= Currency.SCALE_MAX ? scale : -1;
    }

    /** Whether it names this currency and is not wrong about its decimal places. */
    public boolean fits(Currency currency) {
        return code.equals(currency.code()) && (scale == null || scale == currency.scale());
    }

    @Override
    public String toString() {
        return scale == null ? code.value() : code.value() + SEPARATOR + scale;
    }
}
