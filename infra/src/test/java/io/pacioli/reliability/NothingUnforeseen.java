package io.pacioli.reliability;

import java.util.List;

/**
 * No node has logged an error, but that its PostgreSQL has ended: what faults bring about is foreseen, and a warning at most. A guard
 * behind another one hides that the first is broken, and says so in the log alone.
 */
final class NothingUnforeseen {

    private static final String ERROR = " ERROR ";
    private static final String OF_A_FAULT = "PostgreSQL ended unexpectedly";

    private final Differences differences;

    NothingUnforeseen(Differences differences) {
        this.differences = differences;
    }

    void check(List<Node> nodes) {
        for (Node node : nodes) {
            node.logged()
                    .filter(line -> line.contains(ERROR) && !line.contains(OF_A_FAULT))
                    .forEach(line -> differences.add(Promise.NOTHING_UNFORESEEN, node + " has logged " + line));
        }
    }
}
