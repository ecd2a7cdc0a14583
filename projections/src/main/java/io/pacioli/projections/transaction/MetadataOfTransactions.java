package io.pacioli.projections.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.batch.Rounds;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By what metadata transactions are found after a batch, and were found before it. A transaction without any costs nothing. */
final class MetadataOfTransactions {

    private static final String FORGET = """
            with gone as (
              delete from {transactions}.metadata m
              using unnest(?::bigint[], ?::uuid[], ?::bigint[]) as n(ledger_id, id, at)
              join {transactions}.transactions t on t.ledger_id = n.ledger_id and t.id = n.id
              where m.ledger_id = t.ledger_id and m.position = t.position
                and not exists (
                  select from unnest(?::bigint[], ?::uuid[], ?::uuid[]) as k(ledger_id, id, pair)
                  where k.ledger_id = n.ledger_id and k.id = n.id and k.pair = m.pair)
              returning m.ledger_id, m.position, coalesce(m.since, m.position) as since, n.at, m.pair, m.tenant
            )
            insert into {transactions}.former_metadata (ledger_id, position, since, until, pair, tenant)
            select ledger_id, position, since, at, pair, tenant from gone""";

    private static final String ADD_BEGUN = """
            copy {transactions}.metadata (ledger_id, position, pair, tenant) from stdin (format binary)""";

    private static final String ADD_CHANGED = """
            insert into {transactions}.metadata (ledger_id, position, since, pair, tenant)
            select t.ledger_id, t.position, n.since, n.pair, t.tenant
            from unnest(?::bigint[], ?::uuid[], ?::uuid[], ?::bigint[]) as n(ledger_id, id, pair, since)
            join {transactions}.transactions t on t.ledger_id = n.ledger_id and t.id = n.id
            on conflict do nothing""";

    private record Begun(BeginningEvent event, long position) {}

    /** @param position of the change */
    private record Described(Metadata metadata, long position) {}

    private final List<Begun> begun = new ArrayList<>(0);
    private final Rounds<TransactionKey, Described> changes = new Rounds<>();

    void begin(BeginningEvent event, long position) {
        if (!event.metadata().isEmpty()) {
            begun.add(new Begun(event, position));
        }
    }

    void change(TransactionMetadataChanged event, long position) {
        changes.add(new TransactionKey(event.ledger(), event.transaction()), new Described(event.metadata(), position));
    }

    void write(Connection connection, Schemas schemas, LedgerRegister ledgers) throws SQLException {
        addBegun(connection, schemas, ledgers);
        for (Map<TransactionKey, Described> round : changes.inOrder()) {
            Rows pairs = Rows.of(round, connection, schemas, ledgers);
            forget(round, pairs, connection, schemas, ledgers);
            addChanged(pairs, connection, schemas);
        }
    }

    /** A transaction that begins stands at the position of its event: nothing has to be looked up. */
    private void addBegun(Connection connection, Schemas schemas, LedgerRegister ledgers) throws SQLException {
        Map<LedgerId, Long> ledgerIds =
                ledgers.ids(connection, schemas, begun, each -> each.event().ledger());
        CopyRows.send(connection, schemas.sql(ADD_BEGUN), begun, (rows, each) -> add(rows, each, ledgerIds));
    }

    private static void add(CopyRows rows, Begun transaction, Map<LedgerId, Long> ledgerIds) {
        BeginningEvent event = transaction.event();
        for (UUID pair : MetadataPair.of(event.metadata().pairs())) {
            rows.row(4)
                    .bigint(ledgerIds.get(event.ledger()))
                    .bigint(transaction.position())
                    .uuid(pair)
                    .text(event.ledger().tenant().name());
        }
    }

    private static void forget(
            Map<TransactionKey, Described> round,
            Rows kept,
            Connection connection,
            Schemas schemas,
            LedgerRegister ledgers)
            throws SQLException {
        Rows changed = new Rows();
        for (Map.Entry<TransactionKey, Described> each : round.entrySet()) {
            long ledgerId = ledgers.id(connection, schemas, each.getKey().ledger());
            changed.add(ledgerId, each.getKey(), null, each.getValue().position());
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FORGET))) {
            statement.setArray(1, connection.createArrayOf("bigint", changed.ledgerIds.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", changed.ids.toArray()));
            statement.setArray(3, connection.createArrayOf("bigint", changed.positions.toArray()));
            statement.setArray(4, connection.createArrayOf("bigint", kept.ledgerIds.toArray()));
            statement.setArray(5, connection.createArrayOf("uuid", kept.ids.toArray()));
            statement.setArray(6, connection.createArrayOf("uuid", kept.pairs.toArray()));
            statement.executeUpdate();
        }
    }

    private static void addChanged(Rows rows, Connection connection, Schemas schemas) throws SQLException {
        if (rows.ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD_CHANGED))) {
            statement.setArray(1, connection.createArrayOf("bigint", rows.ledgerIds.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", rows.ids.toArray()));
            statement.setArray(3, connection.createArrayOf("uuid", rows.pairs.toArray()));
            statement.setArray(4, connection.createArrayOf("bigint", rows.positions.toArray()));
            statement.executeUpdate();
        }
    }

    private static final class Rows {

        private final List<Long> ledgerIds = new ArrayList<>(0);
        private final List<UUID> ids = new ArrayList<>(0);
        private final List<@Nullable UUID> pairs = new ArrayList<>(0);
        private final List<Long> positions = new ArrayList<>(0);

        /** A row for each pair. */
        static Rows of(
                Map<TransactionKey, Described> described,
                Connection connection,
                Schemas schemas,
                LedgerRegister ledgers)
                throws SQLException {
            Rows rows = new Rows();
            for (Map.Entry<TransactionKey, Described> each : described.entrySet()) {
                long ledgerId = ledgers.id(connection, schemas, each.getKey().ledger());
                for (UUID pair : MetadataPair.of(each.getValue().metadata().pairs())) {
                    rows.add(ledgerId, each.getKey(), pair, each.getValue().position());
                }
            }
            return rows;
        }

        void add(long ledgerId, TransactionKey key, @Nullable UUID pair, long position) {
            ledgerIds.add(ledgerId);
            ids.add(key.transaction().value());
            pairs.add(pair);
            positions.add(position);
        }
    }
}
