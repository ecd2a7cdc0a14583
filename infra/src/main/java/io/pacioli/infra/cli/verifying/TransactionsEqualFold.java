package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The read model of transactions has a row for each that was posted up to its position, and no other. */
final class TransactionsEqualFold implements Invariant {

    private record Row(
            long ledgerId,
            long journalNumber,
            UUID id,
            int effectiveDay,
            @Nullable String reference,
            String tenant) {}

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;

    TransactionsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.TRANSACTIONS);
        this.rows = new RowsByPosition<>(
                moment.alongside(tables.sql("""
                        select position, ledger_id, journal_number, id, effective_date - date '1970-01-01', reference, tenant
                        from {transactions}.transactions where %s order by position
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")))),
                row -> new Row(row.int8(), row.int8(), row.uuid(), row.int4(), row.textOrNull(), row.text()),
                (at, row) -> findings.add(this, "position " + at, "no transaction, and so no row", row));
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<Row> found = rows.at(event.position());
        List<Row> expected =
                event.event() instanceof TransactionPosted posted ? List.of(row(posted, event)) : List.of();
        if (!found.equals(expected)) {
            findings.add(this, event.where(), expected, found);
        }
    }

    private Row row(TransactionPosted posted, SeenEvent event) {
        return new Row(
                fold.ledger(posted.ledger()).openedPosition,
                event.row().journalNumber,
                posted.transaction().value(),
                (int) posted.effectiveDate().toEpochDay(),
                posted.reference() == null ? null : posted.reference().value(),
                posted.ledger().tenant().name());
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }
}
