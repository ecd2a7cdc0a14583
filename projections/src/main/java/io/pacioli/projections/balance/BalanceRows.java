package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.generation.Schemas;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the balances that a batch changed: the rows that exist with one statement, the new ones, if any, with a second.
 *
 * <p>The update tells what stood there before of the accounts that have gone on to a later day, or were given one before their
 * latest, and of those that were moved by many events since: most batches leave most accounts on their day. A change without a
 * day, which only moves what is pending, leaves days as they are.
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
                select n.*, o.ctid as row, o.version as old_version, o.position as old_position, o.day as old_day,
                  o.debits as old_debits, o.credits as old_credits, o.backdated as old_backdated, o.backdated_debits as old_backdated_debits,
                  o.backdated_credits as old_backdated_credits
                from %s
                join {balances}.balances o on o.account_id = n.account_id and o.currency = n.currency
              ) x
              where b.ctid = x.row
              returning x.place, x.first_day, x.last_day, x.version - x.old_version as events, x.old_version, x.old_position,
                x.old_day, x.old_debits, x.old_credits, x.old_backdated, x.old_backdated_debits, x.old_backdated_credits
            )
            select count(*), 0::bigint, 0::bigint, 0::bigint, null::date, null::numeric, null::numeric, null::bigint, null::numeric,
              null::numeric
            from moved
            union all
            select 0, place, old_version, old_position, old_day, old_debits, old_credits, old_backdated, old_backdated_debits,
              old_backdated_credits
            from moved where first_day <> old_day or last_day <> old_day or events > %d""".formatted(GIVEN, Rest.EVENTS_MIN);

    private static final String INSERT = """
            insert into {balances}.balances (account_id, currency, scale, debits, credits, pending_debits, pending_credits,
              version, position, day, tenant)
            select n.account_id, n.currency, n.scale, n.debits, n.credits, n.pending_debits, n.pending_credits, n.version,
              n.position, coalesce(n.last_day, '-infinity'), n.tenant
            from %s
            where not exists (
              select from {balances}.balances b where b.account_id = n.account_id and b.currency = n.currency)
            returning account_id, currency""".formatted(GIVEN);

    /** How the driver reads the database's {@code -infinity}, which stands where nothing has been posted yet. */
    private static final LocalDate BEFORE_ALL_DAYS = LocalDate.MIN;

    private record Slot(long accountId, String currency) {}

    private final Connection connection;
    private final Schemas schemas;

    BalanceRows(Connection connection, Schemas schemas) {
        this.connection = connection;
        this.schemas = schemas;
    }

    void write(List<BalanceChange> changes, Past past) throws SQLException {
        long known = update(changes, past);
        if (known < changes.size()) {
            insert(changes, changes.size() - known, past);
        }
    }

    private long update(List<BalanceChange> changes, Past past) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(UPDATE))) {
            give(statement, changes);
            long known = 0;
            List<BalanceChange> moved = new ArrayList<>(0);
            List<Course> courses = new ArrayList<>(0);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known += rows.getLong(1);
                    if (rows.getInt(2) > 0) {
                        moved.add(changes.get(rows.getInt(2) - 1));
                        courses.add(course(rows));
                    }
                }
            }
            lookBack(moved, courses);
            for (int i = 0; i < moved.size(); i++) {
                courses.get(i).take(moved.get(i), past);
            }
            return known;
        }
    }

    private void lookBack(List<BalanceChange> moved, List<Course> courses) throws SQLException {
        List<BalanceChange> late = new ArrayList<>(0);
        List<RecentDays> days = new ArrayList<>(0);
        for (int i = 0; i < moved.size(); i++) {
            if (courses.get(i).looksBack(moved.get(i))) {
                late.add(moved.get(i));
                days.add(courses.get(i).recentDays());
            }
        }
        if (late.isEmpty()) {
            return;
        }
        List<List<ClosedDay>> recent = ClosedDays.recent(connection, schemas, late);
        for (int i = 0; i < late.size(); i++) {
            days.get(i).stand(recent.get(i));
        }
    }

    private static Course course(ResultSet rows) throws SQLException {
        LocalDate day = rows.getObject(5, LocalDate.class);
        Totals backdated = new Totals(integer(rows, 9), integer(rows, 10));
        Totals dated = new Totals(
                integer(rows, 6).subtract(backdated.debits()), integer(rows, 7).subtract(backdated.credits()));
        return new Course(
                rows.getLong(3),
                rows.getLong(4),
                day.equals(BEFORE_ALL_DAYS) ? null : day,
                dated,
                backdated,
                rows.getLong(8));
    }

    private static BigInteger integer(ResultSet rows, int column) throws SQLException {
        return rows.getBigDecimal(column).toBigIntegerExact();
    }

    private void insert(List<BalanceChange> changes, long missing, Past past) throws SQLException {
        Map<Slot, BalanceChange> bySlot = HashMap.newHashMap(changes.size());
        changes.forEach(change ->
                bySlot.put(new Slot(change.account.id(), change.currency.code().value()), change));
        long inserted = 0;
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(INSERT))) {
            give(statement, changes);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Course.beginning().take(bySlot.get(new Slot(rows.getLong(1), rows.getString(2))), past);
                    inserted++;
                }
            }
        }
        if (inserted != missing) {
            throw new IllegalStateException("%d balances were new, %d were inserted".formatted(missing, inserted));
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
