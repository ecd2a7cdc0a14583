package io.pacioli.projections.filter;

import io.pacioli.domain.account.AccountPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A path of an account in which an asterisk stands for any one segment, and two asterisks at the end for any number of
 * further segments, none included: {@code users:*:wallet}, {@code assets:bank:**}.
 */
public final class AccountPattern {

    private static final String ANY = "*";
    private static final String ANY_BELOW = "**";
    private static final char SEPARATOR = ':';
    private static final char AFTER_SEPARATOR = SEPARATOR + 1;

    private final String text;
    private final List<String> segments;

    private AccountPattern(String text) {
        this.text = text;
        this.segments = List.of(text.split(":", -1));
    }

    public static boolean isWellFormed(String text) {
        if (text.length() > AccountPath.LENGTH_MAX) {
            return false;
        }
        List<String> filled = new ArrayList<>();
        String[] segments = text.split(":", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isWildcard =
                    segments[i].equals(ANY) || (i > 0 && i == segments.length - 1 && segments[i].equals(ANY_BELOW));
            filled.add(isWildcard ? "x" : segments[i]);
        }
        return AccountPath.isWellFormed(String.join(":", filled));
    }

    public static AccountPattern parse(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("not a pattern of account paths");
        }
        return new AccountPattern(text);
    }

    /** The account at a path and all below it. */
    public static AccountPattern subtreeOf(AccountPath path) {
        return new AccountPattern(path.value() + SEPARATOR + ANY_BELOW);
    }

    public static AccountPattern exactly(AccountPath path) {
        return new AccountPattern(path.value());
    }

    /** Whether it is a path, without any asterisk. */
    public boolean isExact() {
        return text.indexOf('*') < 0;
    }

    /** Whether it begins with a segment, so that what it matches is one range of the paths in their order. */
    public boolean isRange() {
        return !segments.getFirst().equals(ANY);
    }

    /** The first path that it may match, in the order of bytes; of a range only. */
    String from() {
        String prefix = prefix();
        return prefix.length() == text.length() || endsBelow(prefix) ? prefix : prefix + SEPARATOR;
    }

    /** Just behind the last path that it may match. */
    String before() {
        return prefix() + AFTER_SEPARATOR;
    }

    /** The segments in front of the first asterisk. */
    private String prefix() {
        List<String> literal =
                segments.stream().takeWhile(each -> !each.startsWith(ANY)).toList();
        return String.join(":", literal);
    }

    private boolean endsBelow(String prefix) {
        return text.length() == prefix.length() + 1 + ANY_BELOW.length() && text.endsWith(ANY_BELOW);
    }

    /** As a regular expression of PostgreSQL's. Paths have dots and hyphens, which would mean something else there. */
    String regex() {
        StringBuilder regex = new StringBuilder("^");
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(ANY_BELOW)) {
                regex.append("(:[^:]+)*");
            } else {
                regex.append(i == 0 ? "" : ":")
                        .append(
                                segment.equals(ANY)
                                        ? "[^:]+"
                                        : segment.replace(".", "\\.").replace("-", "\\-"));
            }
        }
        return regex.append('$').toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
