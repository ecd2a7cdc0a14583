package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * When closing entries have been recorded, every income and expense account stood at zero at the end of the day through which the
 * books were closed, summed from the entries. That the entries are right is another invariant.
 */
final class ClosingEntriesLeaveZero implements Invariant {

    private record Recorded(String where, long position, ClosingEntriesRecorded event) {}

    private final Findings findings;
    private final Moment moment;
    private final ReadTables tables;
    private final Fold fold;
    private final List<Recorded> closings = new ArrayList<>();

    ClosingEntriesLeaveZero(Findings findings, Moment moment, ReadTables tables, Fold fold) {
        this.findings = findings;
        this.moment = moment;
        this.tables = tables;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        if (event.event() instanceof ClosingEntriesRecorded recorded
                && event.position() <= tables.position(Projection.ENTRIES)) {
            closings.add(new Recorded(event.where(), event.position(), recorded));
        }
    }

    @Override
    public void end() throws SQLException {
        for (Recorded closing : closings) {
            ClosingEntriesRecorded event = closing.event();
            String sql = """
                    select a.path, e.currency, sum(case e.direction when 'd' then e.amount else -e.amount end)
                    from {accounts}.accounts a join {entries}.entries e using (account_id)
                    where a.ledger_id = %d and a.type in ('income', 'expense')
                      and e.position <= %d and e.effective_date <= date '%s'
                    group by 1, 2
                    having sum(case e.direction when 'd' then e.amount else -e.amount end) <> 0
                    order by 1, 2
                    """.formatted(fold.ledger(event.ledger()).openedPosition, closing.position(), event.through());
            try (ResultSet rows = moment.rows(tables.sql(sql))) {
                while (rows.next()) {
                    findings.add(
                            this,
                            closing.where(),
                            "%s at zero on %s".formatted(rows.getString(1), event.through()),
                            "%s %s".formatted(rows.getString(3), rows.getString(2)));
                }
            }
        }
    }
}
