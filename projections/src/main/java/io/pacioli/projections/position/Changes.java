package io.pacioli.projections.position;

import java.util.HashSet;
import java.util.Set;

/** Which ledgers and accounts look different after a batch, by their ids in the read tables. */
public final class Changes {

    private final Set<Long> ledgers = new HashSet<>();
    private final Set<Long> accounts = new HashSet<>();

    public void ledger(long ledgerId) {
        ledgers.add(ledgerId);
    }

    public void account(long accountId) {
        accounts.add(accountId);
    }

    public Set<Long> ledgers() {
        return ledgers;
    }

    public Set<Long> accounts() {
        return accounts;
    }
}
