package io.pacioli.infra.cli.benching;

import java.util.UUID;

/**
 * The identity of one run: a ledger and keys of its own, so that another run against the same service finds nothing of it.
 *
 * @param id not used by any other run
 */
record Run(String id, long seed) {

    static final String ACCOUNT_PREFIX = "assets:bench:";
    static final String CURRENCY = "USD";

    private static final int ID_CHARACTERS = 12;

    static Run fresh(long seed) {
        return new Run(UUID.randomUUID().toString().replace("-", "").substring(0, ID_CHARACTERS), seed);
    }

    String ledger() {
        return "bench-" + id;
    }

    /** Its ledger's path in the API. */
    String path() {
        return "/v1/ledgers/" + ledger();
    }

    /** What every idempotency key begins with; the request's number follows. */
    String keyPrefix() {
        return "bench-" + id + "-" + seed + "-";
    }

    /** The key under which its ledger is opened. */
    String ledgerKey() {
        return keyPrefix() + "ledger";
    }

    String account(int number) {
        return ACCOUNT_PREFIX + (number + 1);
    }
}
