package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a batch adds to days that are closed, and by that to their months. */
final class ClosedDays {

    private static final String ADD = """
            insert into {balances}.%1$ss as t (account_id, currency, %1$s, debits, credits, tenant)
            select * from unnest(?::bigint[], ?::text[], ?::date[], ?::numeric[], ?::numeric[], ?::text[])
            on conflict (account_id, currency, %1$s) do update
            set debits = t.debits + excluded.debits, credits = t.credits + excluded.credits""";

    private static final String ADD_TO_DAYS = ADD.formatted("day");
    private static final String ADD_TO_MONTHS = ADD.formatted("month");

    private record Period(BalanceChange change, LocalDate start) {}

    private final Map<Period, Totals> days = new LinkedHashMap<>();

    void addEarlierDays(BalanceChange change) {
        change.ofEarlierDays().forEach((day, totals) -> add(change, day, totals));
    }

    void add(BalanceChange change, LocalDate day, Totals totals) {
        days.merge(new Period(change, day), totals, BalanceChange::sum);
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        add(connection, schemas.sql(ADD_TO_DAYS), days);
        Map<Period, Totals> months = new LinkedHashMap<>();
        days.forEach((day, totals) ->
                months.merge(new Period(day.change(), day.start().withDayOfMonth(1)), totals, BalanceChange::sum));
        add(connection, schemas.sql(ADD_TO_MONTHS), months);
    }

    private static void add(Connection connection, String sql, Map<Period, Totals> sums) throws SQLException {
        Set<Period> periods = sums.keySet();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ArrayParameter.bigints(periods, period -> period.change().account.id())
                    .set(statement, 1);
            ArrayParameter.texts(
                            periods, period -> period.change().currency.code().value())
                    .set(statement, 2);
            ArrayParameter.dates(periods, Period::start).set(statement, 3);
            ArrayParameter.numerics(sums.values(), Totals::debits).set(statement, 4);
            ArrayParameter.numerics(sums.values(), Totals::credits).set(statement, 5);
            ArrayParameter.texts(periods, period -> period.change().tenant()).set(statement, 6);
            statement.executeUpdate();
        }
    }
}
