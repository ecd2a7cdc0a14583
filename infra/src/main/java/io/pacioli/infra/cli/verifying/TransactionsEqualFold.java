package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The read model of transactions has a row for each that came into a ledger up to its position, and no other, with its status. What
 * becomes of a transaction is only known later: the rows of those that say to be more than posted wait for it, as do those of holds.
 */
final class TransactionsEqualFold implements Invariant {

    /** @param status null where it is posted, as most are */
    private record Row(
            long ledgerId,
            long journalNumber,
            UUID id,
            int effectiveDay,
            @Nullable String reference,
            @Nullable String status,
            String tenant) {

        Row on(int otherDay) {
            return new Row(ledgerId, journalNumber, id, otherDay, reference, status, tenant);
        }

        Row as(@Nullable String otherStatus) {
            return new Row(ledgerId, journalNumber, id, effectiveDay, reference, otherStatus, tenant);
        }
    }

    private record Waiting(String where, Row expected, List<Row> found) {

        Waiting expecting(Row other) {
            return new Waiting(where, other, found);
        }

        boolean isRight() {
            return found.equals(List.of(expected));
        }

        /** Whether a row is there that may be right, should more become of the transaction. */
        boolean mayBecomeRight() {
            return found.size() == 1 && found.getFirst().as(expected.status()).equals(expected);
        }
    }

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
                        select position, ledger_id, journal_number, id, effective_date - date '1970-01-01', reference, status, tenant
                        from {transactions}.transactions where %s order by position
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")))),
                row -> new Row(
                        row.int8(), row.int8(), row.uuid(), row.int4(), row.textOrNull(), row.textOrNull(), row.text()),
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
                waiting.put(event.transactionStream(), new Waiting(event.where(), row(held, event, "pending"), found));
            case TransactionPosted posted -> {
                if (posted.reversal() != null) {
                    reverse(event, posted.reversal());
                }
                compareOrWait(event.transactionStream(), new Waiting(event.where(), row(posted, event, null), found));
            }
            case HoldEnded ended -> {
                none(event, found);
                end(event, ended);
            }
            case null, default -> none(event, found);
        }
    }

    private void end(SeenEvent event, HoldEnded ended) {
        Waiting hold = waiting.remove(event.continuedStream());
        if (hold != null) {
            switch (ended) {
                case HoldPosted posted ->
                    compareOrWait(
                            event.continuedStream(),
                            hold.expecting(hold.expected().as(null).on((int)
                                    posted.effectiveDate().toEpochDay())));
                case HoldVoided _ -> compare(hold.expecting(hold.expected().as("voided")));
                case HoldExpired _ -> compare(hold.expecting(hold.expected().as("expired")));
            }
        }
    }

    private void reverse(SeenEvent event, Reversal reversal) {
        String status = reversal.complete() ? "reversed" : "partly-reversed";
        Waiting original = waiting.remove(event.continuedStream());
        if (original == null) {
            findings.add(this, event.where(), "%s is %s".formatted(reversal.of(), status), "no row that may say so");
            return;
        }
        Waiting reversed = original.expecting(original.expected().as(status));
        if (reversal.complete()) {
            compare(reversed);
        } else {
            waiting.put(event.continuedStream(), reversed);
        }
    }

    /** Of a transaction that is posted: should it say to be more, then it may be taken back yet. */
    private void compareOrWait(UUID stream, Waiting posted) {
        if (!posted.isRight() && posted.mayBecomeRight()) {
            waiting.put(stream, posted);
        } else {
            compare(posted);
        }
    }

    private void compare(Waiting transaction) {
        if (!transaction.isRight()) {
            findings.add(this, transaction.where(), List.of(transaction.expected()), transaction.found());
        }
    }

    private void none(SeenEvent event, List<Row> found) {
        if (!found.isEmpty()) {
            findings.add(this, event.where(), List.of(), found);
        }
    }

    private Row row(BeginningEvent begun, SeenEvent event, @Nullable String status) {
        return new Row(
                fold.ledger(begun.ledger()).openedPosition,
                event.row().journalNumber,
                begun.transaction().value(),
                (int) begun.effectiveDate().toEpochDay(),
                begun.reference() == null ? null : begun.reference().value(),
                status,
                begun.ledger().tenant().name());
    }

    @Override
    public void end() throws SQLException {
        waiting.values().forEach(this::compare);
        rows.end();
    }
}
