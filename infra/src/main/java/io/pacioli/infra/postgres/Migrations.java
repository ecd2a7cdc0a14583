package io.pacioli.infra.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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

    /**
     * Brings the schema up to date, as its owner, and lets the service read how far it is.
     *
     * @throws StartRefused when a migration that ran already was changed since, or when one fails
     */
    void run() throws SQLException {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartRefused("The database's schema could not be migrated: " + e.getMessage(), e);
        }
        try (var connection = flyway.getConfiguration().getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("grant usage on schema %s to %s".formatted(SCHEMA, serviceRole));
            statement.execute("grant select on %s.flyway_schema_history to %s".formatted(SCHEMA, serviceRole));
        }
    }

    /** Refuses a schema that is not the one of this build; needs no more than the service's role. */
    void requireCurrent() {
        try {
            var result = flyway.validateWithResult();
            if (!result.validationSuccessful) {
                throw outdated(result.invalidMigrations.stream()
                        .map(migration -> migration.description + ": " + migration.errorDetails.errorMessage)
                        .collect(Collectors.joining("; ")));
            }
            if (flyway.info().pending().length > 0) {
                throw outdated(Arrays.stream(flyway.info().pending())
                        .map(migration -> migration.getVersion() + " " + migration.getDescription())
                        .collect(Collectors.joining(", ", "not migrated yet: ", "")));
            }
        } catch (FlywayException e) {
            throw new StartRefused("The database's schema could not be read: " + e.getMessage(), e);
        }
    }

    private static StartRefused outdated(String how) {
        return new StartRefused("""
                The database's schema is not the one of this version (%s). Start once with PACIOLI_DATABASE_OWNER_USER \
                and PACIOLI_DATABASE_OWNER_PASSWORD, which migrates it.""".formatted(how));
    }
}
