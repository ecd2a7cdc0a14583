package io.pacioli.projections.snapshot;

import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.generation.Generations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Reads in a transaction that sees one moment only: what several statements find belongs together, and its position is exact.
 *
 * <p>It costs two round trips, one to begin and look up the live generations, one to end.
 */
@Component
public class ReadSnapshots {

    private final DataSource dataSource;
    private final Generations generations;

    ReadSnapshots(DataSource dataSource, Generations generations) {
        this.dataSource = dataSource;
        this.generations = generations;
    }

    /** @throws RequestRefused while the tables are being built, and have too little to show */
    public <T> T read(Function<ReadSnapshot, T> query) {
        return look(snapshot -> {
            snapshot.requireBuilt();
            return query.apply(snapshot);
        });
    }

    /** As {@link #read}, of whatever is there so far. */
    public <T> T look(Function<ReadSnapshot, T> query) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
                ReadSnapshot snapshot = new ReadSnapshot(jdbc, jdbc.execute(generations::fix));
                T answer = query.apply(snapshot);
                connection.commit();
                return answer;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the read tables could not be reached", e);
        }
    }
}
