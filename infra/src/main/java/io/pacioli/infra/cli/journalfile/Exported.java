package io.pacioli.infra.cli.journalfile;

import java.util.List;

/**
 * What a file holds.
 *
 * @param ledgers each with its last hash, to be noted where those who keep the database cannot reach
 */
public record Exported(long events, List<LastHash> ledgers) {

    /** The end of a ledger's journal. */
    public record LastHash(String ledger, long events, String hash) {}

    static Exported of(Chains chains) {
        return new Exported(
                chains.events(),
                chains.tips().entrySet().stream()
                        .map(ledger -> new LastHash(
                                ledger.getKey().slug(),
                                ledger.getValue().events(),
                                ledger.getValue().hash()))
                        .toList());
    }
}
