package io.pacioli.projections.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The ids that accounts have in the read tables. An account's never changes, so what is known stays known; a reader still has
 * to expect that the account is not yet in the tables that it reads.
 */
@Component
public class AccountIds {

    /** What an account takes that is remembered, with its path; measured, and rounded up. */
    private static final int ACCOUNT_BYTES = 256;

    private static final int HEAP_SHARE = 16;

    private static final String FIND = "select account_id from {accounts}.accounts where ledger_id = ? and path = ?";

    private static final String FIND_ALL = """
            select n.place, a.account_id
            from unnest(?::bigint[], ?::text[]) with ordinality as n(ledger_id, path, place)
            join {accounts}.accounts a on a.ledger_id = n.ledger_id and a.path = n.path""";

    private final Cache<AccountKey, Long> ids =
            Caffeine.newBuilder().maximumSize(rememberedMax()).build();

    /** An account that is not remembered is looked up with every batch that it occurs in, so there is room for many. */
    private static long rememberedMax() {
        return Runtime.getRuntime().maxMemory() / HEAP_SHARE / ACCOUNT_BYTES;
    }

    public Optional<Long> known(AccountKey account) {
        return Optional.ofNullable(ids.getIfPresent(account));
    }

    public Optional<Long> find(Connection connection, Schemas schemas, long ledgerId, AccountKey account)
            throws SQLException {
        Long known = ids.getIfPresent(account);
        if (known != null) {
            return Optional.of(known);
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FIND))) {
            statement.setLong(1, ledgerId);
            statement.setString(2, account.path().value());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                remember(account, rows.getLong(1));
                return Optional.of(rows.getLong(1));
            }
        }
    }

    /** Gives each of them its id, with one query for all whose id is not remembered. */
    void resolve(Connection connection, Schemas schemas, List<AccountRef> unknown, LedgerRegister ledgers)
            throws SQLException {
        long[] ledgerIds = new long[unknown.size()];
        String[] paths = new String[unknown.size()];
        for (int i = 0; i < paths.length; i++) {
            AccountKey key = unknown.get(i).key();
            ledgerIds[i] = ledgers.id(connection, schemas, key.ledger());
            paths[i] = key.path().value();
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FIND_ALL))) {
            statement.setObject(1, ledgerIds);
            statement.setObject(2, paths);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    AccountRef account = unknown.get(rows.getInt(1) - 1);
                    account.is(rows.getLong(2));
                    remember(account.key(), account.id());
                }
            }
        }
    }

    void remember(AccountKey account, long accountId) {
        ids.put(account, accountId);
    }
}
