package io.pacioli.projections.generation;

import java.util.Locale;

/** The read models that follow the journal, each with read tables of its own. */
public enum Projection {
    LEDGERS,
    ACCOUNTS,
    BALANCES,
    ENTRIES,
    TRANSACTIONS,
    HOLDS;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** Its name in the API, in the table of generations and in front of its schemas' numbers. */
    public String id() {
        return id;
    }

    public static Projection named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
