package io.pacioli.projections.batch;

import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.SQLException;

/** What one projection has made of a batch of events so far: gathered in memory, written once with a few statements. */
public interface BatchPart {

    /** Writes everything gathered, in the transaction that also moves the projection's position. */
    void write(Connection connection, Schemas schemas) throws SQLException;

    /** Names what readers have to forget once the batch has been committed. */
    default void describe(Changes changes) {}
}
