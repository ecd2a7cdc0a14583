package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The days that are closed by a batch, each with what had been posted in order until its end. */
final class ClosedDays {

    private static final int COLUMNS = 7;

    private static final String ADD = """
            copy {balances}.days (account_id, closed_at, day, currency, debits, credits, tenant) from stdin (format binary)""";

    private record ClosedDay(BalanceChange change, LocalDate day, long closedAt, Totals inOrder) {}

    private final List<ClosedDay> days = new ArrayList<>(0);

    /** @param closedAt the position of the posting with which a later day began */
    void add(BalanceChange change, LocalDate day, long closedAt, Totals inOrder) {
        days.add(new ClosedDay(change, day, closedAt, inOrder));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        CopyRows rows = new CopyRows();
        for (ClosedDay closed : days) {
            rows.row(COLUMNS)
                    .bigint(closed.change().account.id())
                    .bigint(closed.closedAt())
                    .date(closed.day())
                    .text(closed.change().currency.code().value())
                    .numeric(closed.inOrder().debits())
                    .numeric(closed.inOrder().credits())
                    .text(closed.change().tenant());
        }
        rows.send(connection, schemas.sql(ADD));
    }
}
