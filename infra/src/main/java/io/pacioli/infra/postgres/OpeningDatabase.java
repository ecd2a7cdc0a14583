package io.pacioli.infra.postgres;

import io.pacioli.infra.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database from however it is found to fit to serve: reached, new enough, its roles set up, migrated, durable and
 * append-only. Whatever of these cannot be had refuses the start, with a message that says what to do.
 */
final class OpeningDatabase {
    private static final Logger log = LoggerFactory.getLogger(OpeningDatabase.class);
    private static final int SERVER_VERSION_MIN = 16;
    private static final int VERSION_NUMBERS_PER_MAJOR = 10_000;
    private static final Duration MIGRATION_TIMEOUT = Duration.ZERO;
    private static final long RETRY_MILLIS = 250;

    private final DatabaseAddress address;
    private final DatabaseSettings settings;
    private final boolean unsafe;
    private final Connections connections;

    /** @param unsafe whether to serve, with a warning, although the server may lose what it acknowledged */
    OpeningDatabase(DatabaseAddress address, DatabaseSettings settings, boolean unsafe) {
        this.address = address;
        this.settings = settings;
        this.unsafe = unsafe;
        connections = new Connections(address.url(), settings.connectTimeout());
    }

    Databases open() {
        try {
            if (address.owner().isPresent()) {
                migrate(address.owner().get());
            } else {
                try (var connection = reach(service())) {
                    requireVersion(connection);
                }
                new Migrations(service(), address.service().user()).requireCurrent();
            }
            try (var connection = reach(service())) {
                AppendOnly.require(connection);
                return Databases.open(connections, address, settings, durability(connection));
            }
        } catch (SQLException e) {
            throw new StartRefused("The database at %s failed: %s".formatted(address.url(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while the database was being opened", e);
        }
    }

    private void migrate(Credentials owner) throws SQLException, InterruptedException {
        if (owner.user().equals(address.service().user())) {
            throw new StartRefused("""
                    The owner %s cannot be the service's role as well: it could rewrite what was recorded. Give the \
                    service a role of its own.""".formatted(owner.user()));
        }
        var source = connections.as(owner, "pacioli migration", MIGRATION_TIMEOUT);
        try (var connection = reach(source)) {
            requireVersion(connection);
            new Roles(connection).admit(address.service(), owner.user());
        }
        new Migrations(source, address.service().user()).run();
    }

    private Durability durability(Connection connection) throws SQLException {
        var durability = Durability.of(connection);
        if (!unsafe) {
            durability.require();
        } else if (!durability.isGiven()) {
            log.warn(
                    "UNSAFE: PostgreSQL runs with {} off and may lose acknowledged transactions in a crash",
                    String.join(", ", durability.weaknesses()));
        }
        return durability;
    }

    private DataSource service() {
        return connections.as(address.service(), "pacioli", settings.statementTimeout());
    }

    /** Connects, waiting a while for a server that does not answer yet. */
    private Connection reach(DataSource source) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                if (!isPassing(e)) {
                    throw new StartRefused(
                            "The database at %s cannot be entered: %s".formatted(address.url(), e.getMessage()), e);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new StartRefused(
                            "No PostgreSQL answered at %s within %d s: %s"
                                    .formatted(
                                            address.url(), settings.patience().toSeconds(), e.getMessage()),
                            e);
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Whether the server is not there, not there yet or has no room, rather than that it turned us away. */
    private static boolean isPassing(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static void requireVersion(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_setting('server_version_num')::int, version()")) {
            rows.next();
            if (rows.getInt(1) < SERVER_VERSION_MIN * VERSION_NUMBERS_PER_MAJOR) {
                throw new StartRefused("Pacioli needs PostgreSQL %d or later; the server is %s."
                        .formatted(SERVER_VERSION_MIN, rows.getString(2)));
            }
        }
    }
}
