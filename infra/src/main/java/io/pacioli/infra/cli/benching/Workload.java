package io.pacioli.infra.cli.benching;

import java.util.Locale;

/** What a run asks of the service. */
public enum Workload {
    /** Writes alone: transfers between two accounts. */
    TRANSFERS,
    /** Transfers and reads beside each other. */
    MIXED,
    /** The read tables made anew from the journal. */
    REPLAY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name on the command line and in reports. */
    public String word() {
        return word;
    }
}
