package io.pacioli.projections.batch;

import java.sql.SQLException;
import java.util.List;

/** How the rows that a batch has gathered go to the database: with one statement, or in pieces. */
public interface WritingPace {

    /**
     * Writes rows with one statement.
     *
     * @param <R> what becomes a row
     */
    interface Writing<R> {
        void write(List<R> rows) throws SQLException;
    }

    /** Everything with one statement, for whoever has a pace of his own between batches, and where nobody is to be spared. */
    static WritingPace atOnce() {
        return AtOnce.INSTANCE;
    }

    /**
     * Writes all of the rows in their order, with a statement or several; with none where there are no rows.
     *
     * @throws SQLException what a statement threw; some of the rows may have been written
     */
    <R> void write(List<R> rows, Writing<R> writing) throws SQLException;
}
