package io.pacioli.infra.cli.verifying;

import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The rollups by day and by month are the sums of the entries of those days: of all days before an account's latest, which is
 * kept with its balance. That the entries are right is another invariant.
 */
final class PeriodsEqualEntries implements Invariant {

    private final Findings findings;
    private final Moment moment;
    private final ReadTables tables;
    private final Scope scope;
    private final Fold fold;

    PeriodsEqualEntries(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) {
        this.findings = findings;
        this.moment = moment;
        this.tables = tables;
        this.scope = scope;
        this.fold = fold;
        if (tables.position(Projection.ENTRIES) < tables.position(Projection.BALANCES)) {
            throw new VerificationImpossible(
                    "The read model of entries is behind that of balances. Run this again when it has caught up.");
        }
    }

    @Override
    public void see(SeenEvent event) {}

    @Override
    public void end() throws SQLException {
        compare("day", "e.effective_date");
        compare("month", "date_trunc('month', e.effective_date)::date");
    }

    private void compare(String period, String start) throws SQLException {
        String sql = """
                select account_id, currency, start, w.debits, w.credits, f.debits, f.credits
                from (select e.account_id, e.currency, %2$s as start,
                             coalesce(sum(e.amount) filter (where e.direction = 'd'), 0) as debits,
                             coalesce(sum(e.amount) filter (where e.direction = 'c'), 0) as credits
                      from {entries}.entries e
                      join {balances}.balances b using (account_id, currency)
                      where e.position <= %3$d and e.effective_date < b.day and %4$s
                      group by 1, 2, 3) w
                full join (select account_id, currency, %1$s as start, debits, credits
                           from {balances}.%1$ss where %5$s) f using (account_id, currency, start)
                where (w.debits, w.credits) is distinct from (f.debits, f.credits)
                order by account_id, currency, start
                """.formatted(
                        period,
                        start,
                        tables.position(Projection.BALANCES),
                        tables.accountCondition(scope, "e.account_id"),
                        tables.accountCondition(scope, "account_id"));
        try (ResultSet rows = moment.rows(tables.sql(sql))) {
            while (rows.next()) {
                long id = rows.getLong(1);
                findings.add(
                        this,
                        ReadTables.where(
                                fold.openedAt(id),
                                id,
                                "%s %s %s".formatted(rows.getString(2), period, rows.getString(3))),
                        words(rows.getString(4), rows.getString(5)),
                        words(rows.getString(6), rows.getString(7)));
            }
        }
    }

    private static String words(@Nullable String debits, @Nullable String credits) {
        return debits == null ? "no row" : "debits %s credits %s".formatted(debits, credits);
    }
}
