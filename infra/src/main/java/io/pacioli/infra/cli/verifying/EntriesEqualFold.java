package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.generation.Projection;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The read model of entries has a row for each posting up to its position, and no other, each with the running totals that the
 * entry before it and its own amount come to.
 */
final class EntriesEqualFold implements Invariant {

    private record Row(
            long accountId,
            int line,
            int effectiveDay,
            char direction,
            String currency,
            BigInteger amount,
            BigInteger debits,
            BigInteger credits,
            String tenant) {

        String where(SeenEvent event) {
            return event.where() + " posting " + line;
        }
    }

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;

    EntriesEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ENTRIES);
        this.rows = tables.alongside(
                moment,
                """
                        select position, account_id, line, effective_date - date '1970-01-01', direction, currency, amount,
                               debits, credits, tenant
                        from {entries}.entries where %s order by position, line
                        """.formatted(tables.accountCondition(scope, "account_id")),
                EntriesEqualFold::read,
                findings,
                this);
    }

    private static Row read(BinaryRows row) {
        return new Row(
                row.int8(),
                row.int2(),
                row.int4(),
                row.character(),
                row.text(),
                row.integer(),
                row.integer(),
                row.integer(),
                row.text());
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<Row> found = rows.at(event.position());
        List<Posting> lines =
                event.event() instanceof PostingEvent posted ? posted.postings().lines() : List.of();
        for (int line = 0; line < lines.size(); line++) {
            compare(event, (PostingEvent) event.event(), line, take(line, found));
        }
        for (Row row : found) {
            findings.add(this, row.where(event), "no more rows", row);
        }
    }

    private static @Nullable Row take(int line, List<Row> found) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).line() == line) {
                return found.remove(i);
            }
        }
        return null;
    }

    private void compare(SeenEvent event, PostingEvent posted, int line, @Nullable Row found) {
        Posting posting = posted.postings().lines().get(line);
        Holding holding = fold.lines().get(line);
        Totals after = holding.ofEntry.plus(posting);
        Row expected = new Row(
                holding.account.openedPosition,
                line,
                (int) posted.effectiveDate().toEpochDay(),
                posting.direction() == Direction.DEBIT ? 'd' : 'c',
                posting.money().currency().code().value(),
                posting.money().minorUnits(),
                after.debits(),
                after.credits(),
                posted.ledger().tenant().name());
        if (!expected.equals(found)) {
            findings.add(this, expected.where(event), expected, found == null ? "no row" : found);
        }
        holding.ofEntry = found == null ? after : new Totals(found.debits(), found.credits());
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }

    long count() {
        return rows.count();
    }
}
