package io.pacioli.projections.account;

import io.pacioli.domain.message.Metadata;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Schemas;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** By what metadata accounts are found after a batch, and were found before it. Most have none, and cost nothing. */
final class MetadataOfAccounts {

    private static final String FORGET = """
            with gone as (
              delete from {accounts}.metadata where account_id = ? and pair <> all(?::uuid[])
              returning ledger_id, account_id, pair, path, tenant
            )
            insert into {accounts}.former_metadata (ledger_id, account_id, until, pair, path, tenant)
            select ledger_id, account_id, ?, pair, path, tenant from gone""";

    private static final String ADD = """
            insert into {accounts}.metadata (ledger_id, account_id, pair, path, tenant)
            select a.ledger_id, a.account_id, n.pair, a.path, a.tenant
            from unnest(?::bigint[], ?::uuid[]) as n(account_id, pair)
            join {accounts}.accounts a on a.account_id = n.account_id
            on conflict do nothing""";

    private record Change(AccountRef account, Metadata metadata, long position) {}

    private final Map<AccountRef, Metadata> opened = new HashMap<>(0);
    private final List<Change> changes = new ArrayList<>(0);

    void open(AccountRef account, Metadata metadata) {
        if (!metadata.isEmpty()) {
            opened.put(account, metadata);
        }
    }

    void change(AccountRef account, Metadata metadata, long position) {
        changes.add(new Change(account, metadata, position));
    }

    /** Changes are few, and each is a statement of its own: what stood between two of them is kept too. */
    void write(Connection connection, Schemas schemas) throws SQLException {
        add(connection, schemas, opened);
        for (Change change : changes) {
            try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FORGET))) {
                statement.setLong(1, change.account().id());
                statement.setArray(
                        2, uuids(connection, MetadataPair.of(change.metadata().pairs())));
                statement.setLong(3, change.position());
                statement.executeUpdate();
            }
            add(connection, schemas, Map.of(change.account(), change.metadata()));
        }
    }

    private static void add(Connection connection, Schemas schemas, Map<AccountRef, Metadata> added)
            throws SQLException {
        List<Long> accounts = new ArrayList<>();
        List<UUID> pairs = new ArrayList<>();
        added.forEach((account, metadata) -> MetadataPair.of(metadata.pairs()).forEach(pair -> {
            accounts.add(account.id());
            pairs.add(pair);
        }));
        if (!pairs.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD))) {
                statement.setArray(1, connection.createArrayOf("bigint", accounts.toArray()));
                statement.setArray(2, uuids(connection, pairs));
                statement.executeUpdate();
            }
        }
    }

    private static Array uuids(Connection connection, Collection<UUID> pairs) throws SQLException {
        return connection.createArrayOf("uuid", pairs.toArray());
    }
}
