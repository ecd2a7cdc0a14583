package io.pacioli.projections.account;

import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerIds;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accounts that a batch is about, each once, so that whatever is gathered about one hangs on one object. */
public final class AccountRegister implements BatchPart {

    private final AccountIds ids;
    private final LedgerRegister ledgers;
    private final Map<AccountKey, AccountRef> accounts = new HashMap<>();

    private AccountRegister(AccountIds ids, LedgerRegister ledgers) {
        this.ids = ids;
        this.ledgers = ledgers;
    }

    public static AccountRegister of(ProjectionBatch batch, AccountIds ids, LedgerIds ledgerIds) {
        LedgerRegister ledgers = LedgerRegister.of(batch, ledgerIds);
        return batch.part(AccountRegister.class, () -> new AccountRegister(ids, ledgers));
    }

    public AccountRef of(AccountKey key) {
        AccountRef account = accounts.get(key);
        if (account == null) {
            account = new AccountRef(key);
            ids.known(key).ifPresent(account::is);
            accounts.put(key, account);
        }
        return account;
    }

    void opened(AccountKey key, long accountId) {
        of(key).is(accountId);
        ids.remember(key, accountId);
    }

    /** Finds the ids that are still unknown; the register is made, and so written, before whatever was gathered by account. */
    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        List<AccountRef> unknown =
                accounts.values().stream().filter(AccountRef::isUnknown).toList();
        if (!unknown.isEmpty()) {
            ids.resolve(connection, schemas, unknown, ledgers);
        }
    }
}
