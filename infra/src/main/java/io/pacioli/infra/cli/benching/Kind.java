package io.pacioli.infra.cli.benching;

/** The kinds of requests, each with latencies of its own. */
enum Kind {
    /** One transaction with a posting for each of many accounts, which opens them. */
    OPENING("openings", true),
    TRANSFER("transfers", true),
    BATCH("batches", true),
    BALANCE("balances", false),
    STATEMENT("statement pages", false),
    TRIAL_BALANCE("trial balances", false);

    private final String plural;
    private final boolean write;

    Kind(String plural, boolean write) {
        this.plural = plural;
        this.write = write;
    }

    String plural() {
        return plural;
    }

    /** Whether it is sent for what it leaves in the journal, and not to make a load possible. */
    boolean isTransfer() {
        return this == TRANSFER || this == BATCH;
    }

    /** Whether it leaves something in the journal. */
    boolean isWrite() {
        return write;
    }
}
