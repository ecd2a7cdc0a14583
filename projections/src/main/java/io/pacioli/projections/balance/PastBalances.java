package io.pacioli.projections.balance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.pacioli.domain.money.Currency;
import io.pacioli.projections.account.PastHoldings;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/**
 * What accounts had been debited and credited by both clocks: effective until the end of a day <i>E</i>, and recorded until a
 * position <i>K</i>.
 *
 * <p><b>In order and late.</b> A posting is in order when no earlier one of its account and currency is for a later day, else it is
 * late. Along those in order, days and positions grow together. So what counts of them by either clock is a beginning of one and the
 * same sequence, and what counts by both is the shorter of the two.
 *
 * <p><b>Days.</b> {@code closed_days} has, for each day that is over, all that was posted until its end, and the position at which a
 * later day began. What is late by a few of these days is carried into them: each that it counts for has a further row with what is
 * known from there on. Take the last day up to <i>E</i>, as it is known last. If the later day had not begun at <i>K</i>, nothing that
 * was known then is for a day after <i>E</i>: the answer is all that was known, which the last entry up to <i>K</i> tells, and the
 * balance itself where <i>K</i> is not before the last event. The same holds where <i>E</i> is not before the account's latest day.
 * Otherwise it is what is known of that day; where that is from a position after <i>K</i> on, rows are passed over until one was known
 * at <i>K</i>, and {@link RecentDays} bounds how many these are. What is backdated is added.
 *
 * <p><b>Rests.</b> Entries are kept by account, not by currency. Where more than {@value Rest#EVENTS_MIN} events of an account pass one
 * currency by, {@code rests} has what stood until then, so that a search for the last entry in it never passes more.
 *
 * <p><b>Sums.</b> Backdated postings, which are too late to be carried into the last few days, are numbered. Of those up to <i>K</i>,
 * say 16·(16·a + b) + c, the last c are looked at one by one, and the rest is a sums of 256 and b sums of 16, each of which has what it
 * comes to by day, in one row for as many as {@value BackdatedPostings#DAYS_MAX} days: the place of the last day up to <i>E</i> in it is
 * searched for. A million of them, whatever their days, so costs at most 15 rows for each of five sizes. It is the decomposition of a
 * prefix by which a Fenwick tree sums, over sums that are sorted as in a merge sort tree. A sum is found by the number of its last
 * posting, as a node of such a tree is: so an account's sums are neighbours in the index, and one scan finds all that are wanted.
 *
 * <p><b>Whole ledgers.</b> Where everything is known, the row of the balance has the count of backdated postings, and the position
 * behind which those stand that are in no sum yet. Accounts are gone through in the order of the tables' keys, not of their paths:
 * neighbours share pages.
 */
@Component
public class PastBalances implements PastHoldings {

    /** What is backdated; nothing is looked up where there is nothing, or where it is in what was known. */
    private static final String BACKDATED = """
            left join lateral (
              select sum(l.debits) as debits, sum(l.credits) as credits
              from (select {count} as postings offset 0) c
              cross join lateral (
                select debits, credits
                from (
                  select day, debits, credits
                  from {balances}.backdated_postings
                  where account_id = b.account_id and currency = b.currency and {known}
                  order by position desc limit c.postings %% %1$d
                ) single
                where day <= n.as_of
                union all
                select s.debits[width_bucket(n.as_of, s.days)], s.credits[width_bucket(n.as_of, s.days)]
                from {balances}.backdated_sums s
                where s.account_id = b.account_id and s.currency = b.currency
                  and s.number = any(array(
                    select generate_series(c.postings / (size * %1$d) * (size * %1$d) + size, c.postings, size)
                    from unnest(array[%2$s]::bigint[]) size
                    where size <= c.postings))
                  and s.since <= n.as_of and s.before > n.as_of
              ) l
              where b.backdated > 0 and b.day > n.as_of and {counts}
            ) backdated on true
            """.formatted(BackdatedPostings.FAN_OUT, sizes());

    /** To be given the clocks, and joined to rows of balances, {@code b}, and {@link #totals}. */
    static final String CLOCKS = "(select coalesce(?::date, 'infinity') as as_of, ?::bigint as known_at) n";

    /** Where everything is known: the balance as it is, or what is known of a day that is over. */
    private static final String OF_EVERYTHING = """
            left join lateral (
              select debits, credits
              from {balances}.closed_days
              where account_id = b.account_id and currency = b.currency and day <= n.as_of and b.day > n.as_of
              order by day desc, known_from desc limit 1
            ) closed on true
            """
            + BACKDATED
                    .replace("{count}", "b.backdated")
                    .replace("{known}", "position > b.backdated_summed_until")
                    .replace("{counts}", "true")
            + """
            cross join lateral (
              select
                case when b.day > n.as_of then coalesce(closed.debits, 0) + coalesce(backdated.debits, 0) else b.debits end as debits,
                case when b.day > n.as_of then coalesce(closed.credits, 0) + coalesce(backdated.credits, 0) else b.credits end as credits
            ) t
            """;

    private static final String OF_WHAT_WAS_KNOWN = """
            left join lateral (
              select known_from, closed_at, debits, credits
              from {balances}.closed_days
              where account_id = b.account_id and currency = b.currency and day <= n.as_of and b.day > n.as_of
              order by day desc, known_from desc limit 1
            ) closed on true
            left join lateral (
              select debits, credits
              from {balances}.closed_days
              where account_id = b.account_id and currency = b.currency and day <= n.as_of and known_from <= n.known_at
                and closed.known_from > n.known_at and closed.closed_at <= n.known_at
              order by day desc, known_from desc limit 1
            ) earlier on true
            left join lateral (
              select debits, credits
              from (
                select since, debits, credits
                from {balances}.rests
                where account_id = b.account_id and currency = b.currency and until > n.known_at
                  and b.position > n.known_at and (b.day <= n.as_of or closed.closed_at > n.known_at)
                order by until limit 1
              ) next
              where since <= n.known_at
            ) resting on true
            left join lateral (
              select debits, credits
              from {entries}.entries
              where account_id = b.account_id and currency = b.currency and position <= n.known_at
                and b.position > n.known_at and (b.day <= n.as_of or closed.closed_at > n.known_at) and resting.debits is null
              order by position desc, line desc limit 1
            ) known on true
            """
            + BACKDATED
                    .replace("{count}", """
                    case when b.position <= n.known_at then b.backdated else (
                      select number
                      from {balances}.backdated_postings
                      where account_id = b.account_id and currency = b.currency and position <= n.known_at
                      order by position desc limit 1) end""")
                    .replace("{known}", """
                            position <= n.known_at
                              and position > case when b.position <= n.known_at then b.backdated_summed_until else 0 end""")
                    .replace("{counts}", "coalesce(closed.closed_at, 0) <= n.known_at")
            + """
            cross join lateral (
              select
                case
                  when b.day > n.as_of and coalesce(closed.closed_at, 0) <= n.known_at
                    then case when closed.known_from <= n.known_at then closed.debits else coalesce(earlier.debits, 0) end
                      + coalesce(backdated.debits, 0)
                  when b.position <= n.known_at then b.debits
                  else coalesce(resting.debits, known.debits, 0) end as debits,
                case
                  when b.day > n.as_of and coalesce(closed.closed_at, 0) <= n.known_at
                    then case when closed.known_from <= n.known_at then closed.credits else coalesce(earlier.credits, 0) end
                      + coalesce(backdated.credits, 0)
                  when b.position <= n.known_at then b.credits
                  else coalesce(resting.credits, known.credits, 0) end as credits
            ) t
            """;

    /** Tells {@code t.debits} and {@code t.credits} of each row; what only a {@code knownAt} needs is left out where none is given. */
    static String totals(Clocks clocks) {
        return clocks.knownAt() == Clocks.EVERYTHING ? OF_EVERYTHING : OF_WHAT_WAS_KNOWN;
    }

    @Override
    public Sql held(Clocks clocks, String[] currencies) {
        return new Sql()
                .add("((select count(*) from ")
                .add(CLOCKS, clocks.asOf(), clocks.knownAt())
                .add(
                        " join {balances}.balances b on b.account_id = a.account_id and b.currency = any(?::text[]) ",
                        (Object) currencies)
                .add(totals(clocks))
                .add(" where t.debits > 0 or t.credits > 0) > 0)");
    }

    @Override
    public Sql ofBalance(Clocks clocks, String currency, Sql term) {
        return new Sql()
                .add("(select ")
                .add(term)
                .add(" from ")
                .add(CLOCKS, clocks.asOf(), clocks.knownAt())
                .add(" join {balances}.balances b on b.account_id = a.account_id and b.currency = ? ", currency)
                .add(totals(clocks))
                .add(" where t.debits > 0 or t.credits > 0)");
    }

    /**
     * What each of these accounts had by currency; none of an account, or a currency, that nothing had been posted to. A single one is
     * asked for by itself: PostgreSQL takes an array for ten accounts, and would plan for the one anew each time, which takes longer than
     * looking it up.
     */
    public Map<Long, List<PastBalance>> of(ReadSnapshot snapshot, Collection<Long> accountIds, Clocks clocks) {
        long[] ids = accountIds.stream().mapToLong(Long::longValue).toArray();
        boolean single = ids.length == 1;
        return snapshot
                .query("""
                        select b.account_id, b.currency, b.scale, t.debits, t.credits
                        from %s
                        join {balances}.balances b on b.account_id = %s
                        %s
                        where t.debits > 0 or t.credits > 0
                        order by b.account_id, b.currency""".formatted(CLOCKS, single ? "?" : "any(?)", totals(clocks)))
                .param(clocks.asOf())
                .param(clocks.knownAt())
                .param(single ? ids[0] : ids)
                .query(PastBalances::row)
                .list()
                .stream()
                .collect(groupingBy(PastBalance::accountId));
    }

    private static String sizes() {
        return LongStream.iterate(BackdatedPostings.FAN_OUT, size -> size * BackdatedPostings.FAN_OUT)
                .limit(BackdatedPostings.LEVELS_MAX)
                .mapToObj(Long::toString)
                .collect(joining(", "));
    }

    private static PastBalance row(ResultSet row, int number) throws SQLException {
        return new PastBalance(
                row.getLong("account_id"),
                Currency.of(row.getString("currency"), row.getInt("scale")),
                AccountBalances.totals(row));
    }
}
