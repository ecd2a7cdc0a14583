package io.pacioli.projections.generation;

import java.util.Locale;

/**
 * The read models that follow the journal, each with read tables of its own and the version of what they look like and mean.
 *
 * <p>A version is raised with every change of the tables or of what is written to them. A test says so where the tables have changed;
 * nobody but the author can tell where the same events come to other rows.
 */
public enum Projection {
    LEDGERS(1),
    ACCOUNTS(4),
    BALANCES(5),
    ENTRIES(2),
    TRANSACTIONS(5),
    HOLDS(2);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int version;

    Projection(int version) {
        this.version = version;
    }

    /** Its name in the API, in the table of generations and in front of its schemas' numbers. */
    public String id() {
        return id;
    }

    /** Of its tables in this build. */
    public int version() {
        return version;
    }

    public static Projection named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
