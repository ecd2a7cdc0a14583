package io.pacioli.projections.rebuild;

import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.NextGenerations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away the tables that rebuilds have left: those of one that was given up, and the former ones some time after a switch. */
public final class RebuildTidying {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildTidying.class);

    /** Whoever still reads one of them has to end first; until then everybody else would wait behind us. */
    private static final String SETTINGS = "set local lock_timeout = '2s'";

    private static final String UNTIDIED = """
            select %s from projections.rebuild
            where not tidied and edition = {edition} and not (state = any(?))
              and (state <> 'switched' or switched_at < clock_timestamp() - make_interval(secs => ?))
            order by id limit 10
            for update skip locked""".formatted(Rebuild.COLUMNS);

    private static final String TIDIED = "update projections.rebuild set tidied = true where id = ?";

    private final NextGenerations generations;
    private final Edition edition;
    private final double keptSeconds;

    /** @param kept how long the former tables are kept after a switch */
    public RebuildTidying(NextGenerations generations, Edition edition, Duration kept) {
        this.generations = generations;
        this.edition = edition;
        this.keptSeconds = kept.toMillis() / 1_000.0;
    }

    public void tidy(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            for (Rebuild rebuild : untidied(connection)) {
                List<Generation> left = rebuild.state() == RebuildState.SWITCHED ? rebuild.former() : rebuild.built();
                List<Generation> removed = generations.remove(connection, left);
                try (PreparedStatement statement = connection.prepareStatement(TIDIED)) {
                    statement.setLong(1, rebuild.id());
                    statement.executeUpdate();
                }
                LOG.info("What rebuild {} has left is taken away: {}", rebuild.id(), removed);
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private List<Rebuild> untidied(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(edition.in(UNTIDIED))) {
            statement.setObject(1, RebuildState.openWords());
            statement.setDouble(2, keptSeconds);
            try (ResultSet rows = statement.executeQuery()) {
                List<Rebuild> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(Rebuild.row(rows, found.size()));
                }
                return found;
            }
        }
    }
}
