package io.pacioli.infra.cli.importing;

/** How many records of a kind an import brought into the ledger, and how many it found there. */
public final class Tally {

    private long added;
    private long found;

    void count(long records, boolean wereThere) {
        if (wereThere) {
            found += records;
        } else {
            added += records;
        }
    }

    public long added() {
        return added;
    }

    public long found() {
        return found;
    }
}
