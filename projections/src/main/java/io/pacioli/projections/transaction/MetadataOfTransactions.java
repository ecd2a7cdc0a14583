package io.pacioli.projections.transaction;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** By what metadata the transactions of a batch are found after it. A transaction without any costs nothing. */
final class MetadataOfTransactions {

    private static final String FORGET = """
            delete from {transactions}.metadata m
            using unnest(?::bigint[], ?::uuid[]) as n(ledger_id, id)
            join {transactions}.transactions t on t.ledger_id = n.ledger_id and t.id = n.id
            where m.ledger_id = t.ledger_id and m.position = t.position""";

    private static final String ADD = """
            insert into {transactions}.metadata (ledger_id, position, pair, tenant)
            select t.ledger_id, t.position, n.pair, t.tenant
            from unnest(?::bigint[], ?::uuid[], ?::uuid[]) as n(ledger_id, id, pair)
            join {transactions}.transactions t on t.ledger_id = n.ledger_id and t.id = n.id""";

    private final Map<TransactionKey, Metadata> after = new LinkedHashMap<>(0);
    private final Set<TransactionKey> changed = new HashSet<>(0);

    void begin(BeginningEvent event) {
        if (!event.metadata().isEmpty()) {
            after.put(new TransactionKey(event.ledger(), event.transaction()), event.metadata());
        }
    }

    void change(TransactionMetadataChanged event) {
        TransactionKey key = new TransactionKey(event.ledger(), event.transaction());
        changed.add(key);
        after.put(key, event.metadata());
    }

    void write(Connection connection, Schemas schemas, LedgerRegister ledgers) throws SQLException {
        if (!changed.isEmpty()) {
            Rows rows = new Rows();
            for (TransactionKey key : changed) {
                rows.add(
                        ledgers.id(connection, schemas, key.ledger()),
                        key,
                        key.transaction().value());
            }
            rows.send(connection, schemas.sql(FORGET), 2);
        }
        Rows rows = new Rows();
        for (Map.Entry<TransactionKey, Metadata> each : after.entrySet()) {
            long ledgerId = ledgers.id(connection, schemas, each.getKey().ledger());
            for (UUID pair : MetadataPair.of(each.getValue().pairs())) {
                rows.add(ledgerId, each.getKey(), pair);
            }
        }
        if (!rows.ledgerIds.isEmpty()) {
            rows.send(connection, schemas.sql(ADD), 3);
        }
    }

    private static final class Rows {

        private final List<Long> ledgerIds = new ArrayList<>(0);
        private final List<UUID> ids = new ArrayList<>(0);
        private final List<UUID> pairs = new ArrayList<>(0);

        void add(long ledgerId, TransactionKey key, UUID pair) {
            ledgerIds.add(ledgerId);
            ids.add(key.transaction().value());
            pairs.add(pair);
        }

        void send(Connection connection, String sql, int arrays) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("bigint", ledgerIds.toArray()));
                statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
                if (arrays > 2) {
                    statement.setArray(3, connection.createArrayOf("uuid", pairs.toArray()));
                }
                statement.executeUpdate();
            }
        }
    }
}
