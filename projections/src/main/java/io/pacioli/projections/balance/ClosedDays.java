package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The days that a batch closes or makes known anew. */
final class ClosedDays {

    private static final int COLUMNS = 9;

    private static final String ADD = """
            copy {balances}.closed_days (account_id, known_from, closed_at, day, carried, currency, debits, credits, tenant)
              from stdin (format binary)""";

    private static final String RECENT = """
            select n.place, d.day, d.known_from, d.closed_at, d.carried, d.debits, d.credits
            from unnest(?::bigint[], ?::text[]) with ordinality as n(account_id, currency, place)
            cross join lateral (
              select distinct on (day) day, known_from, closed_at, carried, debits, credits
              from {balances}.closed_days
              where account_id = n.account_id and currency = n.currency
              order by day desc, known_from desc
              limit %d
            ) d
            order by n.place, d.day desc""".formatted(RecentDays.DAYS_MAX);

    private record Added(BalanceChange change, ClosedDay day) {}

    private final List<Added> added = new ArrayList<>(0);

    void add(BalanceChange change, ClosedDay day) {
        added.add(new Added(change, day));
    }

    /** The last closed days of the account of each change before the batch, the latest first. */
    static List<List<ClosedDay>> recent(Connection connection, Schemas schemas, List<BalanceChange> changes)
            throws SQLException {
        List<List<ClosedDay>> recent = new ArrayList<>(changes.size());
        changes.forEach(change -> recent.add(new ArrayList<>(RecentDays.DAYS_MAX)));
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(RECENT))) {
            ArrayParameter.bigints(changes, change -> change.account.id()).set(statement, 1);
            ArrayParameter.texts(changes, change -> change.currency.code().value())
                    .set(statement, 2);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    recent.get(rows.getInt(1) - 1)
                            .add(new ClosedDay(
                                    rows.getObject(2, LocalDate.class),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getInt(5),
                                    new Totals(
                                            rows.getBigDecimal(6).toBigIntegerExact(),
                                            rows.getBigDecimal(7).toBigIntegerExact())));
                }
            }
        }
        return recent;
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows.send(connection, schemas.sql(ADD), added, ClosedDays::add);
    }

    private static void add(CopyRows rows, Added each) {
        ClosedDay day = each.day();
        rows.row(COLUMNS)
                .bigint(each.change().account.id())
                .bigint(day.knownFrom())
                .bigint(day.closedAt())
                .date(day.day())
                .smallint(day.carried())
                .text(each.change().currency.code().value())
                .numeric(day.totals().debits())
                .numeric(day.totals().credits())
                .text(each.change().tenant());
    }
}
