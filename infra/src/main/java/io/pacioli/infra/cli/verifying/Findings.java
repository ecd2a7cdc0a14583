package io.pacioli.infra.cli.verifying;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Gathers differences: tells the first {@value #TOLD_MAX} of each invariant as they are found, and counts all. */
final class Findings {

    static final int TOLD_MAX = 20;

    private final Consumer<Difference> told;
    private final Map<String, Long> counts = new TreeMap<>();

    Findings(Consumer<Difference> told) {
        this.told = told;
    }

    void add(Object invariant, String where, Object expected, Object found) {
        String name = invariant.getClass().getSimpleName();
        if (counts.merge(name, 1L, Long::sum) <= TOLD_MAX) {
            told.accept(new Difference(name, where, String.valueOf(expected), String.valueOf(found)));
        }
    }

    /** How many differences each invariant has found; those without one are left out. */
    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
