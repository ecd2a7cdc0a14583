package io.pacioli.query.answer;

import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.snapshot.ReadSnapshot;
import org.springframework.stereotype.Component;

/** Finds the accounts whose entries queries ask for, or refuses the query: what was opened later was not there. */
@Component
public class KnownAccounts {

    private final Accounts accounts;

    KnownAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @param knownAt the last position of which anything is known */
    public long id(ReadSnapshot snapshot, long ledgerId, AccountKey account, long knownAt) {
        return accounts.id(snapshot, ledgerId, account)
                .filter(openedAt -> openedAt <= knownAt)
                .orElseThrow(() -> Missing.account(account.path()));
    }

    /** The account as it is now, if it was there. */
    public AccountRow find(ReadSnapshot snapshot, long ledgerId, AccountKey account, long knownAt) {
        return accounts.find(snapshot, id(snapshot, ledgerId, account, knownAt)).orElseThrow();
    }
}
