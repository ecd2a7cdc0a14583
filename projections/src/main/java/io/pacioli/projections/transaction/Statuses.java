package io.pacioli.projections.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.projections.batch.Rounds;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of transactions in a batch: pending, voided, expired, reversed, or posted for another day. */
final class Statuses {

    private static final String CHANGED =
            "(t.status is distinct from n.status or t.effective_date <> n.effective_date)";

    private static final String SET = """
            with n as (
              select * from unnest(?::bigint[], ?::uuid[], ?::text[], ?::date[], ?::bigint[])
                as n(ledger_id, id, status, effective_date, at)
            ), kept as (
              insert into {transactions}.former
                (position, ledger_id, since, until, id, effective_date, reference, status, tenant)
              select t.position, t.ledger_id, coalesce(t.since, t.position), n.at, t.id, t.effective_date, t.reference, t.status,
                t.tenant
              from n join {transactions}.transactions t on t.ledger_id = n.ledger_id and t.id = n.id
              where %1$s
            )
            update {transactions}.transactions t
            set status = n.status, effective_date = coalesce(n.effective_date, t.effective_date), since = n.at
            from n
            where t.ledger_id = n.ledger_id and t.id = n.id and %1$s""".formatted(CHANGED);

    /**
     * @param word as answers have it, or null for posted
     * @param effectiveDate that of a posting, or null
     * @param position at which it became so
     */
    private record Status(@Nullable String word, @Nullable LocalDate effectiveDate, long position) {}

    private final Rounds<TransactionKey, Status> changes = new Rounds<>();

    void end(HoldEnded event, long position) {
        TransactionKey key = new TransactionKey(event.ledger(), event.transaction());
        switch (event) {
            case HoldPosted posted -> changes.add(key, new Status(null, posted.effectiveDate(), position));
            case HoldVoided _ -> changes.add(key, new Status("voided", null, position));
            case HoldExpired _ -> changes.add(key, new Status("expired", null, position));
        }
    }

    void reverse(LedgerId ledger, Reversal reversal, long position) {
        TransactionKey key = new TransactionKey(ledger, reversal.of());
        String word = reversal.complete() ? "reversed" : "partly-reversed";
        Status before = changes.last(key);
        // Of a hundred that take some of it back, one changes what it is.
        if (before == null || !word.equals(before.word())) {
            changes.add(key, new Status(word, null, position));
        }
    }

    void write(Connection connection, Schemas schemas, LedgerRegister ledgers) throws SQLException {
        for (Map<TransactionKey, Status> round : changes.inOrder()) {
            write(round, connection, schemas, ledgers);
        }
    }

    private static void write(
            Map<TransactionKey, Status> round, Connection connection, Schemas schemas, LedgerRegister ledgers)
            throws SQLException {
        List<Long> ledgerIds = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (TransactionKey key : round.keySet()) {
            ledgerIds.add(ledgers.id(connection, schemas, key.ledger()));
            ids.add(key.transaction().value());
        }
        Collection<Status> statuses = round.values();
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(SET))) {
            statement.setArray(1, connection.createArrayOf("bigint", ledgerIds.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", statuses.stream().map(Status::word).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "date", statuses.stream().map(Status::effectiveDate).toArray()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "bigint", statuses.stream().map(Status::position).toArray()));
            statement.executeUpdate();
        }
    }
}
