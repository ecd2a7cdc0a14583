package io.pacioli.domain.money;

/**
 * The code of a currency or of anything else that is counted: an upper-case letter, then up to 23 upper-case letters, digits,
 * dots, underscores and hyphens, the last of them a letter or a digit ({@code USD}, {@code BTC}, {@code VACHR}).
 */
public record CurrencyCode(String value) implements Comparable<CurrencyCode> {

    private static final int LENGTH_MAX = 24;

    public CurrencyCode {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a currency code: " + value);
        }
    }

    public static boolean isWellFormed(String text) {
        int length = text.length();
        if (length == 0 || length > LENGTH_MAX || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            boolean isInner = (c == '.' || c == '_' || c == '-') && i < length - 1;
            if (!isLetter(c) && !isDigit(c) && !isInner) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
