package io.pacioli.projections.transaction;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The transactions that come into ledgers in a batch, and what becomes of earlier ones in it. */
final class TransactionFold implements BatchPart {

    private static final int COLUMNS = 7;

    private static final String ADD = """
            copy {transactions}.transactions (position, ledger_id, journal_number, id, effective_date, reference, tenant%s)
            from stdin (format binary)""";

    private record Begun(BeginningEvent event, RecordedEvent recorded) {}

    private final LedgerRegister ledgers;
    private final List<Begun> begun = new ArrayList<>();
    private final Statuses statuses = new Statuses();
    private final MetadataOfTransactions metadata = new MetadataOfTransactions();

    TransactionFold(LedgerRegister ledgers) {
        this.ledgers = ledgers;
    }

    void add(BeginningEvent event, RecordedEvent recorded) {
        begun.add(new Begun(event, recorded));
        metadata.begin(event, recorded.position());
        if (event instanceof TransactionPosted posted && posted.reversal() != null) {
            Reversal reversal = posted.reversal();
            statuses.reverse(event.ledger(), reversal, recorded.position());
        }
    }

    /** From its posting on a hold is found by the day for which it was posted. */
    void end(HoldEnded event, long position) {
        statuses.end(event, position);
    }

    void describe(TransactionMetadataChanged event, long position) {
        metadata.change(event, position);
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows posted = new CopyRows();
        CopyRows pending = new CopyRows();
        for (Begun transaction : begun) {
            boolean isHeld = transaction.event() instanceof TransactionHeld;
            CopyRows row =
                    add(transaction, connection, schemas, isHeld ? pending : posted, isHeld ? COLUMNS + 1 : COLUMNS);
            if (isHeld) {
                row.text("pending");
            }
        }
        posted.send(connection, schemas.sql(ADD.formatted("")));
        pending.send(connection, schemas.sql(ADD.formatted(", status")));
        statuses.write(connection, schemas, ledgers);
        metadata.write(connection, schemas, ledgers);
    }

    private CopyRows add(Begun transaction, Connection connection, Schemas schemas, CopyRows rows, int columns)
            throws SQLException {
        BeginningEvent event = transaction.event();
        return rows.row(columns)
                .bigint(transaction.recorded().position())
                .bigint(ledgers.id(connection, schemas, event.ledger()))
                .bigint(transaction.recorded().journalNumber())
                .uuid(event.transaction().value())
                .date(event.effectiveDate())
                .text(event.reference() == null ? null : event.reference().value())
                .text(event.ledger().tenant().name());
    }
}
