package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * The place of an account in the chart of accounts: 1 to {@value #DEPTH_MAX} segments with colons between them
 * ({@code assets:bank:operating}), at most {@value #LENGTH_MAX} characters; a segment begins with a letter or a digit and goes
 * on with letters, digits, dots, underscores and hyphens. Upper and lower case differ.
 */
public final class AccountPath implements Comparable<AccountPath> {

    public static final int LENGTH_MAX = 255;
    public static final int DEPTH_MAX = 16;

    private final String value;

    /** Remembered, because deciding on a transaction asks for it several times and it costs a SHA-256. */
    private @Nullable AccountStream stream;

    private record AccountStream(LedgerId ledger, StreamId id) {}

    public AccountPath(String value) {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an account path");
        }
        this.value = value;
    }

    public String value() {
        return value;
    }

    /** Walks through the characters itself: every event that is read has several paths, and a pattern takes much longer. */
    public static boolean isWellFormed(String text) {
        int depth = 1;
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' && !atStart) {
                depth++;
                atStart = true;
            } else if (isLetterOrDigit(c) || (!atStart && (c == '.' || c == '_' || c == '-'))) {
                atStart = false;
            } else {
                return false;
            }
        }
        return !atStart && depth <= DEPTH_MAX && text.length() <= LENGTH_MAX;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    public String firstSegment() {
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    /** The path of its first segments, as many as that or all there are. */
    public AccountPath first(int segments) {
        int end = -1;
        for (int i = 0; i < segments; i++) {
            end = value.indexOf(':', end + 1);
            if (end < 0) {
                return this;
            }
        }
        return new AccountPath(value.substring(0, end));
    }

    public StreamId streamIn(LedgerId ledger) {
        AccountStream known = stream;
        if (known == null || !known.ledger().equals(ledger)) {
            known = new AccountStream(
                    ledger, StreamId.of("account", ledger.tenant().name(), ledger.slug(), value));
            stream = known;
        }
        return known.id();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountPath that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
