package io.pacioli.reliability;

import java.util.List;

/**
 * The service's own code has logged no error, but those about a PostgreSQL that has ended or does not start yet. A guard behind
 * another one hides that the first is broken, and says so in the log alone. What libraries log of lost connections is no news.
 */
final class NothingUnforeseen {

    /** As the log shortens the names of our packages. */
    private static final String OUR_ERROR = " ERROR i.p.";

    private static final String OF_POSTGRES = "p.e.Supervisor - PostgreSQL ";

    private final Differences differences;

    NothingUnforeseen(Differences differences) {
        this.differences = differences;
    }

    void check(List<Node> nodes) {
        for (Node node : nodes) {
            node.logged()
                    .filter(line -> line.contains(OUR_ERROR) && !line.contains(OF_POSTGRES))
                    .forEach(line -> differences.add(Promise.NOTHING_UNFORESEEN, node + " has logged " + line));
        }
    }
}
