package io.pacioli.projections.account;

import io.pacioli.domain.message.Metadata;
import io.pacioli.projections.batch.Rounds;
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

/** By what metadata accounts are found after a batch, and were found before it. Most have none, and cost nothing. */
final class MetadataOfAccounts {

    private static final String FORGET = """
            with gone as (
              delete from {accounts}.metadata m
              using unnest(?::bigint[], ?::bigint[]) as n(account_id, at)
              where m.account_id = n.account_id
                and not exists (
                  select from unnest(?::bigint[], ?::uuid[]) as k(account_id, pair)
                  where k.account_id = m.account_id and k.pair = m.pair)
              returning m.ledger_id, m.account_id, n.at, m.pair, m.path, m.tenant
            )
            insert into {accounts}.former_metadata (ledger_id, account_id, until, pair, path, tenant)
            select ledger_id, account_id, at, pair, path, tenant from gone""";

    private static final String ADD = """
            insert into {accounts}.metadata (ledger_id, account_id, pair, path, tenant)
            select a.ledger_id, a.account_id, n.pair, a.path, a.tenant
            from unnest(?::bigint[], ?::uuid[]) as n(account_id, pair)
            join {accounts}.accounts a on a.account_id = n.account_id
            on conflict do nothing""";

    /** @param position of the change */
    private record Described(Metadata metadata, long position) {}

    private final Map<AccountRef, Metadata> opened = new HashMap<>(0);
    private final Rounds<AccountRef, Described> changes = new Rounds<>();

    void open(AccountRef account, Metadata metadata) {
        if (!metadata.isEmpty()) {
            opened.put(account, metadata);
        }
    }

    void change(AccountRef account, Metadata metadata, long position) {
        changes.add(account, new Described(metadata, position));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        Rows begun = new Rows();
        opened.forEach(begun::add);
        add(begun, connection, schemas);
        for (Map<AccountRef, Described> round : changes.inOrder()) {
            Rows pairs = new Rows();
            round.forEach((account, change) -> pairs.add(account, change.metadata()));
            forget(round, pairs, connection, schemas);
            add(pairs, connection, schemas);
        }
    }

    private static void forget(Map<AccountRef, Described> round, Rows kept, Connection connection, Schemas schemas)
            throws SQLException {
        Object[] accounts = round.keySet().stream().map(AccountRef::id).toArray();
        Object[] positions = round.values().stream().map(Described::position).toArray();
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FORGET))) {
            statement.setArray(1, connection.createArrayOf("bigint", accounts));
            statement.setArray(2, connection.createArrayOf("bigint", positions));
            statement.setArray(3, connection.createArrayOf("bigint", kept.accountIds.toArray()));
            statement.setArray(4, connection.createArrayOf("uuid", kept.pairs.toArray()));
            statement.executeUpdate();
        }
    }

    private static void add(Rows rows, Connection connection, Schemas schemas) throws SQLException {
        if (rows.pairs.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD))) {
            statement.setArray(1, connection.createArrayOf("bigint", rows.accountIds.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", rows.pairs.toArray()));
            statement.executeUpdate();
        }
    }

    /** A row for each pair. */
    private static final class Rows {

        private final List<Long> accountIds = new ArrayList<>(0);
        private final List<UUID> pairs = new ArrayList<>(0);

        void add(AccountRef account, Metadata metadata) {
            for (UUID pair : MetadataPair.of(metadata.pairs())) {
                accountIds.add(account.id());
                pairs.add(pair);
            }
        }
    }
}
