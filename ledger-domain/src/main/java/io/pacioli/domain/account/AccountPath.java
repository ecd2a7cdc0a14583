package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.StreamId;
import java.util.regex.Pattern;

/**
 * The place of an account in the chart of accounts: 1 to {@value #DEPTH_MAX} segments with colons between them
 * ({@code assets:bank:operating}), at most {@value #LENGTH_MAX} characters; a segment begins with a letter or a digit and goes
 * on with letters, digits, dots, underscores and hyphens. Upper and lower case differ.
 */
public record AccountPath(String value) implements Comparable<AccountPath> {

    public static final int LENGTH_MAX = 255;
    public static final int DEPTH_MAX = 16;

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?::[A-Za-z0-9][A-Za-z0-9._-]*){0," + (DEPTH_MAX - 1) + "}");

    public AccountPath {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an account path");
        }
    }

    public static boolean isWellFormed(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches();
    }

    public String firstSegment() {
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    public StreamId streamIn(LedgerId ledger) {
        return StreamId.of("account", ledger.tenant().name(), ledger.slug(), value);
    }

    @Override
    public int compareTo(AccountPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
