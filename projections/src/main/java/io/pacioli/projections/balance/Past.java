package io.pacioli.projections.balance;

import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.SQLException;

/** What a batch adds to what is known of the past of balances. */
record Past(ClosedDays closedDays, BackdatedPostings backdatedPostings, Rests rests) {

    Past() {
        this(new ClosedDays(), new BackdatedPostings(), new Rests());
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        closedDays.write(connection, schemas);
        backdatedPostings.write(connection, schemas);
        rests.write(connection, schemas);
    }
}
