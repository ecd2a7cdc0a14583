package io.pacioli.projections.account;

import io.pacioli.domain.message.Metadata;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** By what metadata the accounts of a batch are found after it. Most have none, and cost nothing. */
final class MetadataOfAccounts {

    private static final String FORGET = "delete from {accounts}.metadata where account_id = any(?)";

    private static final String ADD = """
            insert into {accounts}.metadata (ledger_id, account_id, pair, path, tenant)
            select a.ledger_id, a.account_id, n.pair, a.path, a.tenant
            from unnest(?::bigint[], ?::uuid[]) as n(account_id, pair)
            join {accounts}.accounts a on a.account_id = n.account_id""";

    private final Map<AccountRef, Metadata> after = new HashMap<>(0);
    private final List<AccountRef> changed = new ArrayList<>(0);

    void open(AccountRef account, Metadata metadata) {
        if (!metadata.isEmpty()) {
            after.put(account, metadata);
        }
    }

    void change(AccountRef account, Metadata metadata) {
        changed.add(account);
        after.put(account, metadata);
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        if (!changed.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FORGET))) {
                statement.setObject(
                        1, changed.stream().mapToLong(AccountRef::id).distinct().toArray());
                statement.executeUpdate();
            }
        }
        List<Long> accounts = new ArrayList<>();
        List<UUID> pairs = new ArrayList<>();
        after.forEach((account, metadata) -> MetadataPair.of(metadata.pairs()).forEach(pair -> {
            accounts.add(account.id());
            pairs.add(pair);
        }));
        if (!pairs.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD))) {
                statement.setArray(1, connection.createArrayOf("bigint", accounts.toArray()));
                statement.setArray(2, connection.createArrayOf("uuid", pairs.toArray()));
                statement.executeUpdate();
            }
        }
    }
}
