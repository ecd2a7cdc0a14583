package io.pacioli.projections.balance;

import static java.util.stream.Collectors.toCollection;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.generation.Schemas;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Writes the balances that a batch changed: the rows that exist with one statement, the new ones, if any, with a second.
 *
 * <p>The update tells what stood there before of the accounts that have gone on to a later day, or were given one before their
 * latest: most batches leave most accounts on their day. A change without a day, which only moves what is pending, leaves days as
 * they are.
 */
final class BalanceRows {

    private static final String GIVEN = """
            unnest(?::bigint[], ?::text[], ?::smallint[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::bigint[],
              ?::bigint[], ?::date[], ?::date[], ?::text[]) with ordinality as n(account_id, currency, scale,
              debits, credits, pending_debits, pending_credits, version, position, first_day, last_day, tenant, place)""";

    private static final String UPDATE = """
            with moved as (
              update {balances}.balances b
              set debits = x.debits,
                  credits = x.credits,
                  pending_debits = x.pending_debits,
                  pending_credits = x.pending_credits,
                  version = x.version,
                  position = x.position,
                  day = greatest(x.old_day, x.last_day)
              from (
                select n.*, o.ctid as row, o.day as old_day, o.debits as old_debits, o.credits as old_credits, o.late as old_late,
                  o.late_debits as old_late_debits, o.late_credits as old_late_credits
                from %s
                join {balances}.balances o on o.account_id = n.account_id and o.currency = n.currency
              ) x
              where b.ctid = x.row
              returning x.place, x.first_day, x.last_day, x.old_day, x.old_debits, x.old_credits, x.old_late, x.old_late_debits,
                x.old_late_credits
            )
            select count(*), 0::bigint, null::date, null::numeric, null::numeric, null::bigint, null::numeric, null::numeric from moved
            union all
            select 0, place, old_day, old_debits, old_credits, old_late, old_late_debits, old_late_credits
            from moved where first_day <> old_day or last_day <> old_day""".formatted(GIVEN);

    private static final String INSERT = """
            insert into {balances}.balances (account_id, currency, scale, debits, credits, pending_debits, pending_credits,
              version, position, day, tenant)
            select n.account_id, n.currency, n.scale, n.debits, n.credits, n.pending_debits, n.pending_credits, n.version,
              n.position, coalesce(n.last_day, '-infinity'), n.tenant
            from %s
            where not exists (
              select from {balances}.balances b where b.account_id = n.account_id and b.currency = n.currency)""".formatted(GIVEN);

    /** How the driver reads the database's {@code -infinity}, which stands where nothing has been posted yet. */
    private static final LocalDate BEFORE_ALL_DAYS = LocalDate.MIN;

    private final Connection connection;
    private final Schemas schemas;

    BalanceRows(Connection connection, Schemas schemas) {
        this.connection = connection;
        this.schemas = schemas;
    }

    void write(List<BalanceChange> changes, ClosedDays closedDays, LatePostings latePostings) throws SQLException {
        Set<BalanceChange> ofSeveralDays =
                changes.stream().filter(BalanceChange::isForSeveralDays).collect(toCollection(LinkedHashSet::new));
        long known = update(changes, (change, course) -> {
            ofSeveralDays.remove(change);
            course.take(change, closedDays, latePostings);
        });
        if (known < changes.size()) {
            insert(changes, changes.size() - known);
            ofSeveralDays.forEach(change -> Course.beginning().take(change, closedDays, latePostings));
        }
    }

    private long update(List<BalanceChange> changes, BiConsumer<BalanceChange, Course> turning) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(UPDATE))) {
            give(statement, changes);
            long known = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known += rows.getLong(1);
                    if (rows.getInt(2) > 0) {
                        turning.accept(changes.get(rows.getInt(2) - 1), course(rows));
                    }
                }
            }
            return known;
        }
    }

    private static Course course(ResultSet rows) throws SQLException {
        LocalDate day = rows.getObject(3, LocalDate.class);
        Totals late = new Totals(integer(rows, 7), integer(rows, 8));
        Totals inOrder = new Totals(
                integer(rows, 4).subtract(late.debits()), integer(rows, 5).subtract(late.credits()));
        return new Course(day.equals(BEFORE_ALL_DAYS) ? null : day, inOrder, late, rows.getLong(6));
    }

    private static BigInteger integer(ResultSet rows, int column) throws SQLException {
        return rows.getBigDecimal(column).toBigIntegerExact();
    }

    private void insert(List<BalanceChange> changes, long missing) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(INSERT))) {
            give(statement, changes);
            int inserted = statement.executeUpdate();
            if (inserted != missing) {
                throw new IllegalStateException("%d balances were new, %d were inserted".formatted(missing, inserted));
            }
        }
    }

    private static void give(PreparedStatement statement, List<BalanceChange> changes) throws SQLException {
        int parameter = 0;
        for (ArrayParameter column : List.of(
                ArrayParameter.bigints(changes, change -> change.account.id()),
                ArrayParameter.texts(changes, change -> change.currency.code().value()),
                ArrayParameter.smallints(changes, change -> change.currency.scale()),
                ArrayParameter.numerics(changes, change -> change.totals.debits()),
                ArrayParameter.numerics(changes, change -> change.totals.credits()),
                ArrayParameter.numerics(changes, change -> change.pending.debits()),
                ArrayParameter.numerics(changes, change -> change.pending.credits()),
                ArrayParameter.bigints(changes, change -> change.version),
                ArrayParameter.bigints(changes, change -> change.position),
                ArrayParameter.dates(changes, change -> change.firstDay),
                ArrayParameter.dates(changes, change -> change.lastDay),
                ArrayParameter.texts(changes, BalanceChange::tenant))) {
            column.set(statement, ++parameter);
        }
    }
}
