package io.pacioli.projections.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.batch.WritingPace;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transactions that come into ledgers in a batch, and what becomes of earlier ones in it. */
final class TransactionFold implements BatchPart {

    private static final int COLUMNS = 7;

    private record Begun(BeginningEvent event, RecordedEvent recorded) {}

    private final LedgerRegister ledgers;
    private final WritingPace pace;
    private final List<Begun> posted = new ArrayList<>();
    private final List<Begun> pending = new ArrayList<>(0);
    private final Statuses statuses = new Statuses();
    private final MetadataOfTransactions metadata = new MetadataOfTransactions();

    TransactionFold(LedgerRegister ledgers, WritingPace pace) {
        this.ledgers = ledgers;
        this.pace = pace;
    }

    void add(BeginningEvent event, RecordedEvent recorded) {
        (event instanceof TransactionHeld ? pending : posted).add(new Begun(event, recorded));
        metadata.begin(event, recorded.position());
        if (event instanceof TransactionPosted plain && plain.reversal() != null) {
            Reversal reversal = plain.reversal();
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
        pace.write(posted, piece -> send(piece, null, connection, schemas));
        pace.write(pending, piece -> send(piece, "pending", connection, schemas));
        statuses.write(connection, schemas, ledgers);
        metadata.write(connection, schemas, ledgers);
    }

    /** @param status of all of them; null: that of whatever has been posted, which is the column's default */
    private void send(List<Begun> begun, @Nullable String status, Connection connection, Schemas schemas)
            throws SQLException {
        Map<LedgerId, Long> ledgerIds =
                ledgers.ids(connection, schemas, begun, each -> each.event().ledger());
        String copy = schemas.sql("""
            copy {transactions}.transactions (position, ledger_id, journal_number, id, effective_date, reference, tenant%s)
            from stdin (format binary)""".formatted(status == null ? "" : ", status"));
        CopyRows.send(connection, copy, begun, (rows, each) -> add(rows, each, status, ledgerIds));
    }

    private static void add(CopyRows rows, Begun transaction, @Nullable String status, Map<LedgerId, Long> ledgerIds) {
        BeginningEvent event = transaction.event();
        rows.row(status == null ? COLUMNS : COLUMNS + 1)
                .bigint(transaction.recorded().position())
                .bigint(ledgerIds.get(event.ledger()))
                .bigint(transaction.recorded().journalNumber())
                .uuid(event.transaction().value())
                .date(event.effectiveDate())
                .text(event.reference() == null ? null : event.reference().value())
                .text(event.ledger().tenant().name());
        if (status != null) {
            rows.text(status);
        }
    }
}
