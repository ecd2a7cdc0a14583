package io.pacioli.projections.transaction;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The transactions that come into ledgers in a batch, and the days for which holds are posted in it. */
final class TransactionFold implements BatchPart {

    private static final int COLUMNS = 7;

    private static final String ADD = """
            copy {transactions}.transactions (position, ledger_id, journal_number, id, effective_date, reference, tenant)
            from stdin (format binary)""";

    private static final String MOVE = """
            update {transactions}.transactions t set effective_date = n.effective_date
            from unnest(?::bigint[], ?::uuid[], ?::date[]) as n(ledger_id, id, effective_date)
            where t.ledger_id = n.ledger_id and t.id = n.id""";

    private record Begun(BeginningEvent event, RecordedEvent recorded) {}

    private final LedgerRegister ledgers;
    private final List<Begun> begun = new ArrayList<>();
    private final List<HoldPosted> posted = new ArrayList<>();

    TransactionFold(LedgerRegister ledgers) {
        this.ledgers = ledgers;
    }

    void add(BeginningEvent event, RecordedEvent recorded) {
        begun.add(new Begun(event, recorded));
    }

    /** From its posting on a hold is found by the day for which it was posted. */
    void post(HoldPosted event) {
        posted.add(event);
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows rows = new CopyRows();
        for (Begun transaction : begun) {
            BeginningEvent event = transaction.event();
            rows.row(COLUMNS)
                    .bigint(transaction.recorded().position())
                    .bigint(ledgers.id(connection, schemas, event.ledger()))
                    .bigint(transaction.recorded().journalNumber())
                    .uuid(event.transaction().value())
                    .date(event.effectiveDate())
                    .text(event.reference() == null ? null : event.reference().value())
                    .text(event.ledger().tenant().name());
        }
        rows.send(connection, schemas.sql(ADD));
        if (!posted.isEmpty()) {
            move(connection, schemas);
        }
    }

    private void move(Connection connection, Schemas schemas) throws SQLException {
        long[] ledgerIds = new long[posted.size()];
        for (int i = 0; i < ledgerIds.length; i++) {
            ledgerIds[i] = ledgers.id(connection, schemas, posted.get(i).ledger());
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(MOVE))) {
            statement.setObject(1, ledgerIds);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid",
                            posted.stream()
                                    .map(event -> event.transaction().value())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "date",
                            posted.stream().map(HoldPosted::effectiveDate).toArray()));
            statement.executeUpdate();
        }
    }
}
