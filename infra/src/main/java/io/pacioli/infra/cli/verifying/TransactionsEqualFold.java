package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The read model of transactions has a row for each that came into a ledger up to its position, and no other. For which day a hold
 * is posted is only known later: its row waits until it has ended.
 */
final class TransactionsEqualFold implements Invariant {

    private record Row(
            long ledgerId,
            long journalNumber,
            UUID id,
            int effectiveDay,
            @Nullable String reference,
            String tenant) {

        Row on(int otherDay) {
            return new Row(ledgerId, journalNumber, id, otherDay, reference, tenant);
        }
    }

    private record Waiting(String where, Row expected, List<Row> found) {}

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;
    private final Map<UUID, Waiting> waiting = new HashMap<>();

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
        switch (event.event()) {
            case TransactionHeld held ->
                waiting.put(
                        event.transactionStream(),
                        new Waiting(event.where(), row(held, held.effectiveDate(), event), found));
            case TransactionPosted posted ->
                compare(event.where(), List.of(row(posted, posted.effectiveDate(), event)), found);
            case HoldEnded ended -> {
                compare(event.where(), List.of(), found);
                Waiting hold = waiting.remove(event.continuedStream());
                if (hold != null) {
                    compare(hold, ended);
                }
            }
            case null, default -> compare(event.where(), List.of(), found);
        }
    }

    private void compare(Waiting hold, @Nullable HoldEnded ended) {
        Row expected = ended instanceof HoldPosted posted
                ? hold.expected().on((int) posted.effectiveDate().toEpochDay())
                : hold.expected();
        compare(hold.where(), List.of(expected), hold.found());
    }

    private void compare(String where, List<Row> expected, List<Row> found) {
        if (!found.equals(expected)) {
            findings.add(this, where, expected, found);
        }
    }

    private Row row(BeginningEvent begun, LocalDate effectiveDate, SeenEvent event) {
        return new Row(
                fold.ledger(begun.ledger()).openedPosition,
                event.row().journalNumber,
                begun.transaction().value(),
                (int) effectiveDate.toEpochDay(),
                begun.reference() == null ? null : begun.reference().value(),
                begun.ledger().tenant().name());
    }

    @Override
    public void end() throws SQLException {
        waiting.values().forEach(hold -> compare(hold, null));
        rows.end();
    }
}
