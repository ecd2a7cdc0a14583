package io.pacioli.projections.balance;

import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rests that end with a batch. */
final class Rests {

    private static final int COLUMNS = 7;

    private static final String ADD = """
            copy {balances}.rests (account_id, since, until, currency, debits, credits, tenant) from stdin (format binary)""";

    private record Ended(BalanceChange change, Rest rest) {}

    private final List<Ended> ended = new ArrayList<>(0);

    void add(BalanceChange change, Rest rest) {
        ended.add(new Ended(change, rest));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows.send(connection, schemas.sql(ADD), ended, Rests::add);
    }

    private static void add(CopyRows rows, Ended each) {
        rows.row(COLUMNS)
                .bigint(each.change().account.id())
                .bigint(each.rest().since())
                .bigint(each.rest().until())
                .text(each.change().currency.code().value())
                .numeric(each.rest().totals().debits())
                .numeric(each.rest().totals().credits())
                .text(each.change().tenant());
    }
}
