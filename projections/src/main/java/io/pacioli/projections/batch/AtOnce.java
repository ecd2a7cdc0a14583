package io.pacioli.projections.batch;

import java.sql.SQLException;
import java.util.List;

/** The pace of those who do not rest while they write. */
enum AtOnce implements WritingPace {
    INSTANCE;

    @Override
    public <R> void write(List<R> rows, Writing<R> writing) throws SQLException {
        if (!rows.isEmpty()) {
            writing.write(rows);
        }
    }
}
