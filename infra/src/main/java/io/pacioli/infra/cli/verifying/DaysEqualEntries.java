package io.pacioli.infra.cli.verifying;

import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the read model of balances knows of the past is what the entries come to: what had been posted in order until the end of each day
 * that is over, and what was posted late, one by one and in sums by day. That the entries are right is another invariant.
 */
final class DaysEqualEntries implements Invariant {

    /** How many late postings are in a sum, and how many sums in the next larger one. */
    private static final int FAN_OUT = 16;

    private static final int LEVELS = 8;

    /** How many days of a sum are in one row. */
    private static final int DAYS_OF_ROW = 256;

    /** Each event's postings to an account in a currency, and the latest day before. */
    private static final String MOVEMENTS = """
            select account_id, currency, position, day, debits, credits,
                   day < max(day) over (partition by account_id, currency order by position
                                        rows between unbounded preceding and 1 preceding) is true as late
            from (select e.account_id, e.currency, e.position, e.effective_date as day,
                         coalesce(sum(e.amount) filter (where e.direction = 'd'), 0) as debits,
                         coalesce(sum(e.amount) filter (where e.direction = 'c'), 0) as credits
                  from {entries}.entries e
                  where e.position <= {through} and {posted}
                  group by 1, 2, 3, 4) events""";

    private static final String DAYS = """
            select account_id, currency, 'until ' || day, 'closed at ' || closed_at, debits, credits
            from (select account_id, currency, day, sum(sum(debits)) over days as debits, sum(sum(credits)) over days as credits,
                         lead(min(position)) over days as closed_at
                  from movements where not late
                  group by account_id, currency, day
                  window days as (partition by account_id, currency order by day)) in_order
            where closed_at is not null""";

    private static final String KEPT_DAYS = """
            select account_id, currency, 'until ' || day, 'closed at ' || closed_at, debits, credits
            from {balances}.days where {kept}""";

    private static final String LATE = """
            select account_id, currency, position, day, debits, credits,
                   row_number() over (partition by account_id, currency order by position) as number
            from movements where late""";

    private static final String LATE_POSTINGS = """
            select account_id, currency, 'late at ' || position, 'number ' || number || ' for ' || day, debits, credits
            from late_movements""";

    private static final String KEPT_LATE_POSTINGS = """
            select account_id, currency, 'late at ' || position, 'number ' || number || ' for ' || day, debits, credits
            from {balances}.late_postings where {kept}""";

    /** Where several sums end with one posting, the largest of them is kept. */
    private static final String SUMS = """
            select account_id, currency, 'late until number ' || number,
                   'until ' || day || ' in a row from ' || since || ' before '
                     || coalesce(min(day) over (partition by account_id, currency, number order by part
                                                groups between 1 following and 1 following), 'infinity'),
                   debits, credits
            from (select by_day.*, min(day) over (partition by account_id, currency, number, part) as since
                  from (select account_id, currency, last as number, day, sum(sum(debits)) over days as debits,
                               sum(sum(credits)) over days as credits, (row_number() over days - 1) / %3$d as part
                        from (select m.*, (number - 1) / size * size + size as last, level, size,
                                     count(*) over (partition by account_id, currency, level, (number - 1) / size) as postings
                              from late_movements m
                              cross join (select level, (%1$d ^ level)::bigint as size
                                          from generate_series(1, %2$d) level) levels) sums
                        where postings = size and (last %% (size * %1$d) > 0 or level = %2$d)
                        group by account_id, currency, last, day
                        window days as (partition by account_id, currency, last order by day)) by_day) parts""".formatted(FAN_OUT, LEVELS, DAYS_OF_ROW);

    private static final String KEPT_SUMS = """
            select account_id, currency, 'late until number ' || number,
                   'until ' || d.day || ' in a row from ' || since || ' before ' || before, d.debits, d.credits
            from {balances}.late_sums
            cross join lateral unnest(days, debits, credits) as d(day, debits, credits)
            where {kept}""";

    private static final String COMPARE =
            "with movements as materialized (" + MOVEMENTS + "), late_movements as (" + LATE + "), "
                    + "wanted(account_id, currency, what, how, debits, credits) as "
                    + "((" + DAYS + ") union all (" + LATE_POSTINGS + ") union all (" + SUMS + ")), "
                    + "found(account_id, currency, what, how, debits, credits) as "
                    + "((" + KEPT_DAYS + ") union all (" + KEPT_LATE_POSTINGS + ") union all (" + KEPT_SUMS + ")) "
                    + """
            select account_id, currency, what, how, w.debits, w.credits, f.debits, f.credits
            from wanted w full join found f using (account_id, currency, what, how)
            where (w.debits, w.credits) is distinct from (f.debits, f.credits)
            order by account_id, currency, what, how""";

    private final Findings findings;
    private final Moment moment;
    private final ReadTables tables;
    private final Scope scope;
    private final Fold fold;

    DaysEqualEntries(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) {
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
        String sql = COMPARE.replace("{through}", Long.toString(tables.position(Projection.BALANCES)))
                .replace("{posted}", tables.accountCondition(scope, "e.account_id"))
                .replace("{kept}", tables.accountCondition(scope, "account_id"));
        try (ResultSet rows = moment.rows(tables.sql(sql))) {
            while (rows.next()) {
                long id = rows.getLong(1);
                findings.add(
                        this,
                        ReadTables.where(
                                fold.openedAt(id),
                                id,
                                "%s %s %s".formatted(rows.getString(2), rows.getString(3), rows.getString(4))),
                        words(rows.getString(5), rows.getString(6)),
                        words(rows.getString(7), rows.getString(8)));
            }
        }
    }

    private static String words(@Nullable String debits, @Nullable String credits) {
        return debits == null ? "no row" : "debits %s credits %s".formatted(debits, credits);
    }
}
