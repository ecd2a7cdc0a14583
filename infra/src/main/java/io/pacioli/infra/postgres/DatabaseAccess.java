package io.pacioli.infra.postgres;

import io.pacioli.infra.postgres.embedded.EmbeddedPostgres;
import io.pacioli.infra.postgres.embedded.ServerAddress;
import io.pacioli.infra.postgres.embedded.ServerOptions;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A way into an installation's database beside its service, as the service's role, for commands that look at what is stored.
 *
 * <p>The embedded server is shared with a service that runs, and otherwise started for as long as this is open.
 */
public final class DatabaseAccess implements AutoCloseable {
    private final Connections connections;
    private final Credentials role;
    private final Optional<EmbeddedPostgres> started;

    private DatabaseAccess(Connections connections, Credentials role, Optional<EmbeddedPostgres> started) {
        this.connections = connections;
        this.role = role;
        this.started = started;
    }

    /** @throws StartRefused when there is no such database, or it cannot be reached */
    public static DatabaseAccess open(ServiceSettings service, DatabaseSettings database, EmbeddedSettings embedded) {
        var external = DatabaseAddress.of(database);
        if (external.isPresent()) {
            var address = external.get();
            return new DatabaseAccess(
                    new Connections(address.url(), database.connectTimeout()), address.service(), Optional.empty());
        }
        var running = ServerAddress.in(service.dataDir());
        var started = running.isPresent()
                ? Optional.<EmbeddedPostgres>empty()
                : Optional.of(start(service.dataDir(), embedded));
        var server = running.or(() -> started.map(EmbeddedPostgres::address)).orElseThrow();
        return new DatabaseAccess(
                new Connections(server.url(Installation.DATABASE), database.connectTimeout()),
                server.service(),
                started);
    }

    /**
     * As {@link #open}, for commands that fill a database: it is made where there is none, and brought up to date, as by a start of
     * the service.
     *
     * @throws StartRefused when the service would not start there either
     */
    public static DatabaseAccess prepare(
            ServiceSettings service, DatabaseSettings database, EmbeddedSettings embedded) {
        var external = DatabaseAddress.of(database);
        if (external.isPresent()) {
            return prepare(external.get(), service, database, Optional.empty());
        }
        var running = ServerAddress.in(service.dataDir());
        if (running.isPresent()) {
            return prepare(Installation.on(running.get()), service, database, Optional.empty());
        }
        var started = EmbeddedPostgres.start(service.dataDir(), ServerOptions.of(embedded));
        try {
            return prepare(Installation.on(started.address()), service, database, Optional.of(started));
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static DatabaseAccess prepare(
            DatabaseAddress address,
            ServiceSettings service,
            DatabaseSettings database,
            Optional<EmbeddedPostgres> started) {
        new OpeningDatabase(address, database, service.unsafe()).open().close();
        return new DatabaseAccess(
                new Connections(address.url(), database.connectTimeout()), address.service(), started);
    }

    /**
     * A source of connections whose statements may take as long as they need.
     *
     * @param applicationName what the server calls these sessions
     */
    public DataSource source(String applicationName) {
        return connections.as(role, applicationName, Duration.ZERO);
    }

    @Override
    public void close() {
        started.ifPresent(EmbeddedPostgres::close);
    }

    private static EmbeddedPostgres start(Path dataDirectory, EmbeddedSettings settings) {
        if (!Files.isDirectory(dataDirectory.resolve("postgres"))) {
            throw new StartRefused("There is no database in %s. Name another directory with --data-dir."
                    .formatted(dataDirectory.toAbsolutePath()));
        }
        return EmbeddedPostgres.start(dataDirectory, ServerOptions.of(settings));
    }
}
