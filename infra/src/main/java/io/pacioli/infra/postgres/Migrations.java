package io.pacioli.infra.postgres;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The migrations in {@code db/migration}, whose history is kept in {@code event_store}.
 *
 * <p>A script finds the schema {@code event_store} already there and names the service's role {@code ${serviceRole}}, which
 * stands for a quoted identifier.
 */
final class Migrations {
    private static final String SCHEMA = "event_store";

    private final Flyway flyway;
    private final String serviceRole;

    Migrations(DataSource dataSource, String serviceRole) throws SQLException {
        this.serviceRole = Roles.quoted(serviceRole);
        flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .placeholders(Map.of("serviceRole", this.serviceRole))
                .load();
    }

    /** Brings the schema up to date, as its owner, and lets the service read how far it is. */
    void run() throws SQLException {
        flyway.migrate();
        try (var connection = flyway.getConfiguration().getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("grant usage on schema %s to %s".formatted(SCHEMA, serviceRole));
            statement.execute("grant select on %s.flyway_schema_history to %s".formatted(SCHEMA, serviceRole));
        }
    }
}
