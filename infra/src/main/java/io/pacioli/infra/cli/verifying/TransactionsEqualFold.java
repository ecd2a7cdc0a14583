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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The read model of transactions has a row for each that came into a ledger up to its position, with its status and since when it has
 * that, one for everything that it was before, and no other. Transactions of which rows tell that more became wait until it has.
 */
final class TransactionsEqualFold implements Invariant {

    /**
     * @param journalNumber null where the row is a former one
     * @param status null where it is posted, as most are
     * @param since null where it was never anything else
     * @param until null where it still is
     */
    private record Row(
            long ledgerId,
            @Nullable Long journalNumber,
            UUID id,
            int effectiveDay,
            @Nullable String reference,
            @Nullable String status,
            String tenant,
            @Nullable Long since,
            @Nullable Long until) {

        static Row read(BinaryRows row) {
            return new Row(
                    row.int8(),
                    row.int8OrNull(),
                    row.uuid(),
                    row.int4(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.text(),
                    row.int8OrNull(),
                    row.int8OrNull());
        }

        Row former(long begun, long end) {
            return new Row(
                    ledgerId, null, id, effectiveDay, reference, status, tenant, since == null ? begun : since, end);
        }

        Row from(@Nullable String newStatus, int newDay, long begin) {
            return new Row(ledgerId, journalNumber, id, newDay, reference, newStatus, tenant, begin, null);
        }
    }

    /** What a transaction has been so far, and all rows that there are of it. */
    private static final class Course {

        final String where;
        final long position;
        final List<Row> found;
        final List<Row> expected = new ArrayList<>(2);

        Course(SeenEvent event, Row begun, List<Row> found) {
            this.where = event.where();
            this.position = event.position();
            this.found = found.stream()
                    .sorted(Comparator.comparingLong(row -> row.until() == null ? Long.MAX_VALUE : row.until()))
                    .toList();
            expected.add(begun);
        }

        void become(@Nullable String status, int day, long at) {
            Row before = expected.removeLast();
            expected.add(before.former(position, at));
            expected.add(before.from(status, day, at));
        }

        Row last() {
            return expected.getLast();
        }

        boolean goesOn() {
            return found.size() > expected.size();
        }
    }

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;
    private final Map<UUID, Course> waiting = new HashMap<>();

    /** Those of which more may be taken back without its being told by any row. */
    private final Set<UUID> partlyReversed = new HashSet<>();

    TransactionsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.TRANSACTIONS);
        this.rows = tables.alongside(
                moment, """
                        select position, ledger_id, journal_number, id, effective_date - date '1970-01-01', reference, status, tenant,
                               since, null::bigint as until
                        from {transactions}.transactions where %1$s
                        union all
                        select position, ledger_id, null, id, effective_date - date '1970-01-01', reference, status, tenant, since, until
                        from {transactions}.former where %1$s order by position
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")), Row::read, findings, this);
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<Row> found = rows.at(event.position());
        if (event.event() instanceof BeginningEvent begun) {
            compareOrWait(event.transactionStream(), new Course(event, row(begun, event), found));
        } else if (!found.isEmpty()) {
            findings.add(this, event.where(), List.of(), found);
        }
        switch (event.event()) {
            case TransactionPosted posted when posted.reversal() != null -> reverse(event, posted.reversal());
            case HoldEnded ended -> end(event, ended);
            case null, default -> {}
        }
    }

    private void end(SeenEvent event, HoldEnded ended) {
        Course hold = waiting.remove(event.continuedStream());
        if (hold == null) {
            findings.add(this, event.where(), "%s was pending".formatted(ended.transaction()), "no row that says so");
            return;
        }
        int day = hold.last().effectiveDay();
        switch (ended) {
            case HoldPosted posted ->
                hold.become(null, (int) posted.effectiveDate().toEpochDay(), event.position());
            case HoldVoided _ -> hold.become("voided", day, event.position());
            case HoldExpired _ -> hold.become("expired", day, event.position());
        }
        compareOrWait(event.continuedStream(), hold);
    }

    /** Of several reversals that take a part of it back, only the first changes what it is. */
    private void reverse(SeenEvent event, Reversal reversal) {
        UUID stream = event.continuedStream();
        if (reversal.complete()) {
            partlyReversed.remove(stream);
        } else if (!partlyReversed.add(stream)) {
            return;
        }
        String status = reversal.complete() ? "reversed" : "partly-reversed";
        Course original = waiting.remove(stream);
        if (original == null) {
            findings.add(this, event.where(), "%s is %s".formatted(reversal.of(), status), "no row that says so");
            return;
        }
        original.become(status, original.last().effectiveDay(), event.position());
        compareOrWait(stream, original);
    }

    /** Where there are rows of what it has not been yet, these may come true; to wait without any would keep all transactions in memory. */
    private void compareOrWait(UUID stream, Course transaction) {
        if (transaction.goesOn()) {
            waiting.put(stream, transaction);
        } else {
            compare(transaction);
        }
    }

    private void compare(Course transaction) {
        if (!transaction.found.equals(transaction.expected)) {
            findings.add(this, transaction.where, transaction.expected, transaction.found);
        }
    }

    private Row row(BeginningEvent begun, SeenEvent event) {
        return new Row(
                fold.ledger(begun.ledger()).openedPosition,
                event.row().journalNumber,
                begun.transaction().value(),
                (int) begun.effectiveDate().toEpochDay(),
                begun.reference() == null ? null : begun.reference().value(),
                begun instanceof TransactionHeld ? "pending" : null,
                begun.ledger().tenant().name(),
                null,
                null);
    }

    @Override
    public void end() throws SQLException {
        waiting.values().forEach(this::compare);
        rows.end();
    }
}
