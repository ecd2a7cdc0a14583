package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch posts too late to be carried into {@link RecentDays}. Each such posting of an account has its number in a currency. With
 * every sixteenth a sum is written of the last sixteen by day, or, where its number has more powers of sixteen in it, of the last 256, or
 * 4,096, and so on; it is never touched again.
 */
final class BackdatedPostings {

    /** How many postings, or sums, make up the next larger sum. */
    static final int FAN_OUT = 16;

    /** The largest sums are of 4,000 million postings. */
    static final int LEVELS_MAX = 8;

    /** How many days are in a row: so many of usual amounts fit into a page. A sum of more days has more rows. */
    static final int DAYS_MAX = 256;

    private static final int COLUMNS = 8;

    private static final String ADD = """
            copy {balances}.backdated_postings (account_id, position, number, day, currency, debits, credits, tenant)
              from stdin (format binary)""";

    private static final String COUNT = """
            update {balances}.balances b
            set backdated = n.backdated, backdated_debits = n.debits, backdated_credits = n.credits,
              backdated_summed_until = greatest(b.backdated_summed_until, n.backdated_summed_until)
            from unnest(?::bigint[], ?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::bigint[])
              as n(account_id, currency, backdated, debits, credits, backdated_summed_until)
            where b.account_id = n.account_id and b.currency = n.currency""";

    private static final String ADD_SUMS = """
            insert into {balances}.backdated_sums (account_id, number, since, before, currency, days, debits, credits, tenant)
            select account_id, number, min(day),
              coalesce(lead(min(day)) over (partition by account_id, currency, number order by part), 'infinity'),
              currency, array_agg(day order by day), array_agg(debits order by day), array_agg(credits order by day), tenant
            from (
              select n.account_id, n.currency, n.number, n.tenant, d.day, sum(d.debits) over days as debits,
                sum(d.credits) over days as credits, (row_number() over days - 1) / %d as part
              from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                as n(account_id, currency, number, position, postings, tenant)
              cross join lateral (
                select day, sum(debits) as debits, sum(credits) as credits
                from (
                  select l.day, l.debits, l.credits
                  from {balances}.backdated_postings l
                  where l.account_id = n.account_id and l.currency = n.currency and l.position <= n.position
                  order by l.position desc limit n.postings
                ) of_sum
                group by day
              ) d
              window days as (partition by n.account_id, n.currency, n.number order by d.day)
            ) by_day
            group by account_id, currency, number, tenant, part""".formatted(DAYS_MAX);

    private record BackdatedPosting(BalanceChange change, Movement movement, long number) {}

    private record Counted(BalanceChange change, long backdated, Totals totals, long summedUntil) {}

    /** Of so many postings, the last of which has that number and position. */
    private record Sum(BalanceChange change, long number, long position, long postings) {}

    private final List<BackdatedPosting> postings = new ArrayList<>(0);
    private final List<Counted> counted = new ArrayList<>(0);
    private final List<Sum> sums = new ArrayList<>(0);

    /** @param number how many backdated postings the account has with this one */
    void add(BalanceChange change, Movement movement, long number) {
        postings.add(new BackdatedPosting(change, movement, number));
        long size = size(number);
        if (size > 1) {
            sums.add(new Sum(change, number, movement.position(), size));
        }
    }

    private static long size(long number) {
        long size = 1;
        for (int level = 1; level <= LEVELS_MAX && number % (size * FAN_OUT) == 0; level++) {
            size *= FAN_OUT;
        }
        return size;
    }

    /** How many backdated postings an account has after the batch, and what they come to. */
    void stands(BalanceChange change, long backdated, Totals totals) {
        Sum last = sums.isEmpty() ? null : sums.getLast();
        long summedUntil = last != null && last.change() == change ? last.position() : 0;
        counted.add(new Counted(change, backdated, totals, summedUntil));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        if (counted.isEmpty()) {
            return;
        }
        CopyRows.send(connection, schemas.sql(ADD), postings, BackdatedPostings::add);
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(COUNT))) {
            ArrayParameter.bigints(counted, each -> each.change().account.id()).set(statement, 1);
            ArrayParameter.texts(counted, each -> each.change().currency.code().value())
                    .set(statement, 2);
            ArrayParameter.bigints(counted, Counted::backdated).set(statement, 3);
            ArrayParameter.numerics(counted, each -> each.totals().debits()).set(statement, 4);
            ArrayParameter.numerics(counted, each -> each.totals().credits()).set(statement, 5);
            ArrayParameter.bigints(counted, Counted::summedUntil).set(statement, 6);
            statement.executeUpdate();
        }
        if (!sums.isEmpty()) {
            addSums(connection, schemas);
        }
    }

    private static void add(CopyRows rows, BackdatedPosting each) {
        rows.row(COLUMNS)
                .bigint(each.change().account.id())
                .bigint(each.movement().position())
                .bigint(each.number())
                .date(each.movement().day())
                .text(each.change().currency.code().value())
                .numeric(each.movement().amounts().debits())
                .numeric(each.movement().amounts().credits())
                .text(each.change().tenant());
    }

    private void addSums(Connection connection, Schemas schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD_SUMS))) {
            ArrayParameter.bigints(sums, sum -> sum.change().account.id()).set(statement, 1);
            ArrayParameter.texts(sums, sum -> sum.change().currency.code().value())
                    .set(statement, 2);
            ArrayParameter.bigints(sums, Sum::number).set(statement, 3);
            ArrayParameter.bigints(sums, Sum::position).set(statement, 4);
            ArrayParameter.bigints(sums, Sum::postings).set(statement, 5);
            ArrayParameter.texts(sums, sum -> sum.change().tenant()).set(statement, 6);
            statement.executeUpdate();
        }
    }
}
