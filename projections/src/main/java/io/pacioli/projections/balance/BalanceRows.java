package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes the balances that a batch changed: the rows that exist with one statement, the new ones, if any, with a second.
 *
 * <p>The update tells which accounts have gone on to a later day, with what had been summed for the day before, and which
 * were given a day that is closed already. A change without a day, which only moves what is pending, leaves days as they are.
 */
final class BalanceRows {

    private static final String GIVEN = """
            unnest(?::bigint[], ?::text[], ?::smallint[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::bigint[],
              ?::bigint[], ?::date[], ?::numeric[], ?::numeric[], ?::text[]) with ordinality as n(account_id, currency, scale,
              debits, credits, pending_debits, pending_credits, version, position, day, day_debits, day_credits, tenant,
              place)""";

    private static final String UPDATE = """
            with moved as (
              update {balances}.balances b
              set debits = x.debits,
                  credits = x.credits,
                  pending_debits = x.pending_debits,
                  pending_credits = x.pending_credits,
                  version = x.version,
                  position = x.position,
                  day = greatest(x.open_day, x.day),
                  day_debits = case
                    when x.day = x.open_day then x.open_debits + x.day_debits
                    when x.day > x.open_day then x.day_debits
                    else x.open_debits end,
                  day_credits = case
                    when x.day = x.open_day then x.open_credits + x.day_credits
                    when x.day > x.open_day then x.day_credits
                    else x.open_credits end
              from (
                select n.*, o.ctid as row, o.day as open_day, o.day_debits as open_debits, o.day_credits as open_credits
                from %s
                join {balances}.balances o on o.account_id = n.account_id and o.currency = n.currency
              ) x
              where b.ctid = x.row
              returning x.place, x.day, x.open_day, x.open_debits, x.open_credits
            )
            select count(*), 0::bigint, null::date, null::numeric, null::numeric from moved
            union all
            select 0, place, open_day, open_debits, open_credits from moved where day <> open_day""".formatted(GIVEN);

    private static final String INSERT = """
            insert into {balances}.balances (account_id, currency, scale, debits, credits, pending_debits, pending_credits,
              version, position, day, day_debits, day_credits, tenant)
            select n.account_id, n.currency, n.scale, n.debits, n.credits, n.pending_debits, n.pending_credits, n.version,
              n.position, coalesce(n.day, '-infinity'), n.day_debits, n.day_credits, n.tenant
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

    void write(List<BalanceChange> changes, ClosedDays closed) throws SQLException {
        long known = update(changes, closed);
        if (known < changes.size()) {
            insert(changes, changes.size() - known);
        }
    }

    private long update(List<BalanceChange> changes, ClosedDays closed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(UPDATE))) {
            give(statement, changes);
            long known = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known += rows.getLong(1);
                    if (rows.getInt(2) > 0) {
                        close(changes.get(rows.getInt(2) - 1), rows, closed);
                    }
                }
            }
            return known;
        }
    }

    private static void close(BalanceChange change, ResultSet rows, ClosedDays closed) throws SQLException {
        LocalDate openDay = rows.getObject(3, LocalDate.class);
        if (openDay.isAfter(change.day)) {
            closed.add(change, change.day, change.ofDay);
        } else if (!openDay.equals(BEFORE_ALL_DAYS)) {
            Totals open = new Totals(
                    rows.getBigDecimal(4).toBigIntegerExact(),
                    rows.getBigDecimal(5).toBigIntegerExact());
            closed.add(change, openDay, open);
        }
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
                ArrayParameter.dates(changes, change -> change.day),
                ArrayParameter.numerics(changes, change -> change.ofDay.debits()),
                ArrayParameter.numerics(changes, change -> change.ofDay.credits()),
                ArrayParameter.texts(changes, BalanceChange::tenant))) {
            column.set(statement, ++parameter);
        }
    }
}
