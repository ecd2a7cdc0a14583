package io.pacioli.query.account;

import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.BalanceRow;
import java.util.List;

/**
 * An account with its balances at one moment.
 *
 * @param position up to where the read tables were
 */
record AccountView(AccountRow account, List<BalanceRow> balances, long position) {

    /** The last event that changed what is seen. */
    long changedAt() {
        return balances.stream().mapToLong(BalanceRow::position).reduce(account.accountId(), Math::max);
    }
}
