package io.pacioli.query.account;

import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.BalanceRow;
import java.util.List;

/**
 * An account with its balances at one moment.
 *
 * @param position up to where the read tables were
 * @param reading which reading of the journal they were
 */
record AccountView(AccountRow account, List<BalanceRow> balances, long position, long reading) {

    /** How many events the account has seen. */
    long version() {
        return version(account, balances);
    }

    /** An account counts an event about a transaction in the balances that it leaves, and any other in itself. */
    static long version(AccountRow account, List<BalanceRow> balances) {
        return balances.stream().mapToLong(BalanceRow::version).reduce(account.version(), Math::max);
    }
}
