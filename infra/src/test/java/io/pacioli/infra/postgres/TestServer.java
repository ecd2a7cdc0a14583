package io.pacioli.infra.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one PostgreSQL server that all tests of this JVM share, with the installation's roles and a migrated template.
 *
 * <p>It runs without fsync: a test of durability starts a server of its own. It ends with the JVM.
 */
final class TestServer {
    static final Credentials OWNER = new Credentials("pacioli_owner", "owner's password");
    static final Credentials SERVICE = new Credentials("pacioli", "service's password");

    private static final String TEMPLATE = "pacioli_template";

    private final String host;
    private final int port;
    private final Credentials superuser;

    private TestServer(String host, int port, Credentials superuser) {
        this.host = host;
        this.port = port;
        this.superuser = superuser;
    }

    static TestServer shared() {
        return Shared.SERVER;
    }

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** Creates a migrated, empty database and returns its name. */
    String createDatabase() throws SQLException {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = connectAsSuperuser()) {
            Roles.createDatabase(connection, name, OWNER.user(), TEMPLATE);
        }
        try (var connection = connect(name, OWNER)) {
            Roles.admit(connection, SERVICE.user());
        }
        return name;
    }

    void dropDatabase(String name) throws SQLException {
        try (var connection = connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(Roles.quoted(name)));
        }
    }

    Connection connectAsSuperuser() throws SQLException {
        return connect("postgres", superuser);
    }

    private Connection connect(String database, Credentials role) throws SQLException {
        return DriverManager.getConnection(url(database), role.user(), role.password());
    }

    private TestServer prepared() throws SQLException {
        try (var connection = connectAsSuperuser()) {
            Roles.create(connection, OWNER);
            Roles.create(connection, SERVICE);
            Roles.join(connection, OWNER.user(), SERVICE.user());
            Roles.createDatabase(connection, TEMPLATE, OWNER.user(), "template0");
        }
        new Migrations(new TestDatabase(this, TEMPLATE).owner(), SERVICE.user()).run();
        return this;
    }

    private static TestServer start() {
        try {
            return switch (System.getProperty("pacioli.test.postgres", "embedded")) {
                case "embedded" -> embedded().prepared();
                case "testcontainers" -> container().prepared();
                default ->
                    throw new IllegalArgumentException("pacioli.test.postgres must be embedded or testcontainers");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server could not be prepared", e);
        }
    }

    private static TestServer embedded() throws IOException {
        var server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .start();
        return new TestServer("localhost", server.getPort(), new Credentials("postgres", "postgres"));
    }

    private static TestServer container() {
        var container = new PostgreSQLContainer("postgres:18")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new TestServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                new Credentials(container.getUsername(), container.getPassword()));
    }

    private static final class Shared {
        static final TestServer SERVER = start();
    }
}
