package io.pacioli.projections.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the transactions are at the end of a batch that are not just posted: the last that became of each counts. */
final class Statuses {

    private static final String SET = """
            update {transactions}.transactions t
            set status = n.status, effective_date = coalesce(n.effective_date, t.effective_date)
            from unnest(?::bigint[], ?::uuid[], ?::text[], ?::date[]) as n(ledger_id, id, status, effective_date)
            where t.ledger_id = n.ledger_id and t.id = n.id""";

    /**
     * @param word as answers have it, or null for posted
     * @param effectiveDate that of a posting in this batch, or null
     */
    private record Status(@Nullable String word, @Nullable LocalDate effectiveDate) {}

    private final Map<TransactionKey, Status> statuses = new LinkedHashMap<>(0);

    void hold(BeginningEvent event) {
        put(new TransactionKey(event.ledger(), event.transaction()), "pending", null);
    }

    void end(HoldEnded event) {
        TransactionKey key = new TransactionKey(event.ledger(), event.transaction());
        switch (event) {
            case HoldPosted posted -> put(key, null, posted.effectiveDate());
            case HoldVoided _ -> put(key, "voided", null);
            case HoldExpired _ -> put(key, "expired", null);
        }
    }

    void reverse(LedgerId ledger, Reversal reversal) {
        put(new TransactionKey(ledger, reversal.of()), reversal.complete() ? "reversed" : "partly-reversed", null);
    }

    private void put(TransactionKey key, @Nullable String word, @Nullable LocalDate effectiveDate) {
        Status before = statuses.get(key);
        LocalDate date = effectiveDate == null && before != null ? before.effectiveDate() : effectiveDate;
        statuses.put(key, new Status(word, date));
    }

    void write(Connection connection, Schemas schemas, LedgerRegister ledgers) throws SQLException {
        if (statuses.isEmpty()) {
            return;
        }
        List<Long> ledgerIds = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (TransactionKey key : statuses.keySet()) {
            ledgerIds.add(ledgers.id(connection, schemas, key.ledger()));
            ids.add(key.transaction().value());
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(SET))) {
            statement.setArray(1, connection.createArrayOf("bigint", ledgerIds.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", statuses.values().stream().map(Status::word).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "date",
                            statuses.values().stream()
                                    .map(Status::effectiveDate)
                                    .toArray()));
            statement.executeUpdate();
        }
    }
}
