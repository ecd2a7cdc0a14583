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
 * What a batch posts late: for a day before the latest that the account already had. Each late posting of an account has its number
 * in a currency; sixteen that follow each other make a run, sixteen runs make a longer one, and so on. A run is written when its last
 * posting has been, and never touched again.
 */
final class LatePostings {

    /** How many runs, or postings, make up the next longer run. */
    static final int FAN_OUT = 16;

    /** The longest runs have 4,000 million postings. */
    static final int LEVELS_MAX = 8;

    private static final int COLUMNS = 8;

    private static final String ADD = """
            copy {balances}.late_postings (account_id, position, number, day, currency, debits, credits, tenant)
              from stdin (format binary)""";

    private static final String COUNT = """
            update {balances}.balances b
            set late = n.late, late_debits = n.debits, late_credits = n.credits
            from unnest(?::bigint[], ?::text[], ?::bigint[], ?::numeric[], ?::numeric[])
              as n(account_id, currency, late, debits, credits)
            where b.account_id = n.account_id and b.currency = n.currency""";

    private static final String ADD_RUNS = """
            insert into {balances}.late_runs (account_id, run, day, level, currency, debits, credits, tenant)
            select n.account_id, n.run, d.day, n.level, n.currency, sum(d.debits) over days, sum(d.credits) over days, n.tenant
            from unnest(?::bigint[], ?::text[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
              as n(account_id, currency, level, run, position, postings, tenant)
            cross join lateral (
              select day, sum(debits) as debits, sum(credits) as credits
              from (
                select l.day, l.debits, l.credits
                from {balances}.late_postings l
                where l.account_id = n.account_id and l.currency = n.currency and l.position <= n.position
                order by l.position desc limit n.postings
              ) of_run
              group by day
            ) d
            window days as (partition by n.account_id, n.currency, n.level, n.run order by d.day)""";

    private record LatePosting(BalanceChange change, Movement movement, long number) {}

    private record Counted(BalanceChange change, long late, Totals totals) {}

    /** @param position of its last posting */
    private record Run(BalanceChange change, int level, long number, long position, long postings) {}

    private final List<LatePosting> postings = new ArrayList<>(0);
    private final List<Counted> counted = new ArrayList<>(0);
    private final List<Run> runs = new ArrayList<>(0);

    /** @param number how many late postings there are with this one */
    void add(BalanceChange change, Movement movement, long number) {
        postings.add(new LatePosting(change, movement, number));
        long length = FAN_OUT;
        for (int level = 1; level <= LEVELS_MAX && number % length == 0; level++) {
            runs.add(new Run(change, level, number / length - 1, movement.position(), length));
            length *= FAN_OUT;
        }
    }

    /** How many late postings an account has after the batch, and what they come to. */
    void stands(BalanceChange change, long late, Totals totals) {
        counted.add(new Counted(change, late, totals));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        if (counted.isEmpty()) {
            return;
        }
        addPostings(connection, schemas);
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(COUNT))) {
            ArrayParameter.bigints(counted, each -> each.change().account.id()).set(statement, 1);
            ArrayParameter.texts(counted, each -> each.change().currency.code().value())
                    .set(statement, 2);
            ArrayParameter.bigints(counted, Counted::late).set(statement, 3);
            ArrayParameter.numerics(counted, each -> each.totals().debits()).set(statement, 4);
            ArrayParameter.numerics(counted, each -> each.totals().credits()).set(statement, 5);
            statement.executeUpdate();
        }
        if (!runs.isEmpty()) {
            addRuns(connection, schemas);
        }
    }

    private void addPostings(Connection connection, Schemas schemas) throws SQLException {
        CopyRows rows = new CopyRows();
        for (LatePosting late : postings) {
            rows.row(COLUMNS)
                    .bigint(late.change().account.id())
                    .bigint(late.movement().position())
                    .bigint(late.number())
                    .date(late.movement().day())
                    .text(late.change().currency.code().value())
                    .numeric(late.movement().amounts().debits())
                    .numeric(late.movement().amounts().credits())
                    .text(late.change().tenant());
        }
        rows.send(connection, schemas.sql(ADD));
    }

    private void addRuns(Connection connection, Schemas schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD_RUNS))) {
            ArrayParameter.bigints(runs, run -> run.change().account.id()).set(statement, 1);
            ArrayParameter.texts(runs, run -> run.change().currency.code().value())
                    .set(statement, 2);
            ArrayParameter.smallints(runs, Run::level).set(statement, 3);
            ArrayParameter.bigints(runs, Run::number).set(statement, 4);
            ArrayParameter.bigints(runs, Run::position).set(statement, 5);
            ArrayParameter.bigints(runs, Run::postings).set(statement, 6);
            ArrayParameter.texts(runs, run -> run.change().tenant()).set(statement, 7);
            statement.executeUpdate();
        }
    }
}
