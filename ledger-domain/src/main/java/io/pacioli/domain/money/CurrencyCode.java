package io.pacioli.domain.money;

import java.util.regex.Pattern;

/**
 * The code of a currency or of anything else that is counted: an upper-case letter, then up to 23 upper-case letters, digits,
 * dots, underscores and hyphens, the last of them a letter or a digit ({@code USD}, {@code BTC}, {@code VACHR}).
 */
public record CurrencyCode(String value) implements Comparable<CurrencyCode> {

    private static final Pattern FORM = Pattern.compile("[A-Z](?:[A-Z0-9._-]{0,22}[A-Z0-9])?");

    public CurrencyCode {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a currency code: " + value);
        }
    }

    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(CurrencyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
