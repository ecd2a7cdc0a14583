package io.pacioli.projections.account;

/** An account that a batch is about; its id may only be known once the batch is being written. */
public final class AccountRef {

    private static final long UNKNOWN = 0;

    private final AccountKey key;
    private long id;

    AccountRef(AccountKey key) {
        this.key = key;
    }

    public AccountKey key() {
        return key;
    }

    public long id() {
        if (id == UNKNOWN) {
            throw new IllegalStateException("no event has opened the account " + key.path() + " of " + key.ledger());
        }
        return id;
    }

    boolean isUnknown() {
        return id == UNKNOWN;
    }

    void is(long accountId) {
        id = accountId;
    }

    @Override
    public String toString() {
        return key + "#" + id;
    }
}
