package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that belong to events, walked through alongside the journal. The first column of the query is the position,
 * by which the rows are sorted.
 */
final class RowsByPosition<T> {

    /** Reads what is behind the first column. */
    interface Reader<T> {
        T read(BinaryRows row);
    }

    /** Is given rows of positions that were never asked for. */
    interface Strays<T> {
        void stray(long position, T row);
    }

    private static final long END = Long.MAX_VALUE;

    private final BinaryRows rows;
    private final Reader<T> reader;
    private final Strays<T> strays;
    private long position;
    private @Nullable T row;
    private long count;

    RowsByPosition(BinaryRows rows, Reader<T> reader, Strays<T> strays) throws SQLException {
        this.rows = rows;
        this.reader = reader;
        this.strays = strays;
        step();
    }

    /** The rows of the event at that position, which is greater than any that was asked for before. */
    List<T> at(long wanted) throws SQLException {
        passOver(wanted);
        List<T> found = new ArrayList<>(4);
        while (position == wanted && row != null) {
            found.add(row);
            step();
        }
        return found;
    }

    /** All rows that are left belong to no event. */
    void end() throws SQLException {
        passOver(END);
    }

    private void passOver(long wanted) throws SQLException {
        while (position < wanted && row != null) {
            strays.stray(position, row);
            step();
        }
    }

    private void step() throws SQLException {
        if (rows.next()) {
            position = rows.int8();
            row = reader.read(rows);
            count++;
        } else {
            position = END;
            row = null;
        }
    }

    /** How many rows have been read. */
    long count() {
        return count;
    }
}
