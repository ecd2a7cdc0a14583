package io.pacioli.infra.cli.verifying;

/**
 * Something that is not as it has to be.
 *
 * @param invariant the name of what does not hold, such as {@code HashChain}
 * @param where the ledger and the journal number, or what else tells the place
 */
public record Difference(String invariant, String where, String expected, String found) {

    private static final int SHOWN_MAX = 500;

    @Override
    public String toString() {
        return "%s: %s: expected %s, found %s".formatted(invariant, where, shown(expected), shown(found));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }
}
