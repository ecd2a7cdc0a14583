package io.pacioli.projections.transaction;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The transactions that a batch posts. */
final class TransactionFold implements BatchPart {

    private static final int COLUMNS = 7;

    private static final String ADD = """
            copy {transactions}.transactions (position, ledger_id, journal_number, id, effective_date, reference, tenant)
            from stdin (format binary)""";

    private record Posted(TransactionPosted event, RecordedEvent recorded) {}

    private final LedgerRegister ledgers;
    private final List<Posted> posted = new ArrayList<>();

    TransactionFold(LedgerRegister ledgers) {
        this.ledgers = ledgers;
    }

    void add(TransactionPosted event, RecordedEvent recorded) {
        posted.add(new Posted(event, recorded));
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows rows = new CopyRows();
        for (Posted transaction : posted) {
            TransactionPosted event = transaction.event();
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
    }
}
