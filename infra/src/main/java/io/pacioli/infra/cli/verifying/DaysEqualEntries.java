package io.pacioli.infra.cli.verifying;

import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the read model of balances knows of the past is what the entries come to: what had been posted until the end of each day that is
 * over, as known from each position on, and what was backdated, one by one, in sums by day, and in all. That the entries are right is
 * another invariant.
 *
 * <p>A late posting is either carried into closed days or backdated: which it is, is taken from the rows. Where it is carried, there is
 * to be a row from its position on for its day, and for each closed day after that. What such a row has to say follows from the last
 * one before.
 */
final class DaysEqualEntries implements Invariant {

    /** How many backdated postings are in a sum, and how many sums in the next larger one. */
    private static final int FAN_OUT = 16;

    private static final int LEVELS = 8;

    /** How many days of a sum are in one row. */
    private static final int DAYS_OF_ROW = 256;

    /** Each event's postings to an account in a currency, the latest day before, and whether they are carried into closed days. */
    private static final String MOVEMENTS = """
            select m.*, m.day < m.latest is true as late, c.account_id is not null as carried
            from (select account_id, currency, position, day, debits, credits,
                         max(day) over (partition by account_id, currency order by position
                                        rows between unbounded preceding and 1 preceding) as latest
                  from (select e.account_id, e.currency, e.position, e.effective_date as day,
                               coalesce(sum(e.amount) filter (where e.direction = 'd'), 0) as debits,
                               coalesce(sum(e.amount) filter (where e.direction = 'c'), 0) as credits
                        from {entries}.entries e
                        where e.position <= {through} and {posted}
                        group by 1, 2, 3, 4) events) m
            left join {balances}.closed_days c
              on c.account_id = m.account_id and c.currency = m.currency and c.day = m.day and c.known_from = m.position
                and m.day < m.latest""";

    private static final String BACKDATED = """
            select account_id, currency, position, day, debits, credits,
                   row_number() over (partition by account_id, currency order by position) as number
            from movements where late and not carried""";

    /** A day is closed by the first posting for a later one, with all that was posted before and not backdated. */
    private static final String DAYS = """
            select account_id, currency, 'until ' || latest, 'known from ' || position || ', closed at ' || position, debits, credits
            from (select account_id, currency, position, day, latest, sum(debits) over so_far as debits, sum(credits) over so_far as credits
                  from (select account_id, currency, position, day, latest,
                               case when late and not carried then 0 else debits end as debits,
                               case when late and not carried then 0 else credits end as credits
                        from movements) dated
                  window so_far as (partition by account_id, currency order by position
                                    rows between unbounded preceding and 1 preceding)) closing
            where day > latest""";

    private static final String CARRIED = """
            select m.account_id, m.currency, 'until ' || d.day,
                   'known from ' || m.position || ', closed at ' || coalesce(before.closed_at, 0),
                   coalesce(before.debits, 0) + m.debits, coalesce(before.credits, 0) + m.credits
            from movements m
            cross join lateral (
              select distinct day
              from {balances}.closed_days
              where account_id = m.account_id and currency = m.currency and day >= m.day and day < m.latest
                and known_from <= m.position) d
            left join lateral (
              select closed_at, debits, credits
              from {balances}.closed_days
              where account_id = m.account_id and currency = m.currency and day <= d.day and known_from < m.position
              order by day desc, known_from desc limit 1) before on true
            where m.carried""";

    private static final String KEPT_DAYS = """
            select account_id, currency, 'until ' || day, 'known from ' || known_from || ', closed at ' || closed_at, debits, credits
            from {balances}.closed_days where {kept}""";

    private static final String BACKDATED_POSTINGS = """
            select account_id, currency, 'backdated at ' || position, 'number ' || number || ' for ' || day, debits, credits
            from backdated""";

    private static final String KEPT_BACKDATED_POSTINGS = """
            select account_id, currency, 'backdated at ' || position, 'number ' || number || ' for ' || day, debits, credits
            from {balances}.backdated_postings where {kept}""";

    private static final String IN_ALL = """
            select account_id, currency, 'backdated in all', count(*) || ', summed until ' ||
                     coalesce(max(position) filter (where number %% %d = 0), 0), sum(debits), sum(credits)
            from backdated group by account_id, currency""".formatted(FAN_OUT);

    private static final String KEPT_IN_ALL = """
            select account_id, currency, 'backdated in all', backdated || ', summed until ' || backdated_summed_until,
                   backdated_debits, backdated_credits
            from {balances}.balances
            where {kept} and (backdated, backdated_summed_until, backdated_debits, backdated_credits) <> (0, 0, 0, 0)""";

    /** Where several sums end with one posting, the largest of them is kept. */
    private static final String SUMS = """
            select account_id, currency, 'backdated until number ' || number,
                   'until ' || day || ' in a row from ' || since || ' before '
                     || coalesce(min(day) over (partition by account_id, currency, number order by part
                                                groups between 1 following and 1 following), 'infinity'),
                   debits, credits
            from (select by_day.*, min(day) over (partition by account_id, currency, number, part) as since
                  from (select account_id, currency, last as number, day, sum(sum(debits)) over days as debits,
                               sum(sum(credits)) over days as credits, (row_number() over days - 1) / %3$d as part
                        from (select m.*, (number - 1) / size * size + size as last, level, size,
                                     count(*) over (partition by account_id, currency, level, (number - 1) / size) as postings
                              from backdated m
                              cross join (select level, (%1$d ^ level)::bigint as size
                                          from generate_series(1, %2$d) level) levels) sums
                        where postings = size and (last %% (size * %1$d) > 0 or level = %2$d)
                        group by account_id, currency, last, day
                        window days as (partition by account_id, currency, last order by day)) by_day) parts""".formatted(FAN_OUT, LEVELS, DAYS_OF_ROW);

    private static final String KEPT_SUMS = """
            select account_id, currency, 'backdated until number ' || number,
                   'until ' || d.day || ' in a row from ' || since || ' before ' || before, d.debits, d.credits
            from {balances}.backdated_sums
            cross join lateral unnest(days, debits, credits) as d(day, debits, credits)
            where {kept}""";

    private static final String COMPARE =
            "with movements as materialized (" + MOVEMENTS + "), backdated as (" + BACKDATED + "), "
                    + "wanted(account_id, currency, what, how, debits, credits) as "
                    + all(DAYS, CARRIED, BACKDATED_POSTINGS, IN_ALL, SUMS)
                    + ", found(account_id, currency, what, how, debits, credits) as "
                    + all(KEPT_DAYS, KEPT_BACKDATED_POSTINGS, KEPT_IN_ALL, KEPT_SUMS)
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

    private static String all(String... queries) {
        return "((" + String.join(") union all (", queries) + ")) ";
    }

    private static String words(@Nullable String debits, @Nullable String credits) {
        return debits == null ? "no row" : "debits %s credits %s".formatted(debits, credits);
    }
}
