package io.pacioli.infra.postgres;

import io.pacioli.infra.postgres.embedded.EmbeddedPostgres;
import io.pacioli.infra.postgres.embedded.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
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
    private static final int VALID_SECONDS_MAX = 10;
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long MEMORY_BYTES_MIN = 4L << 30;

    private final UnaryOperator<String> urlOf;
    private final Credentials superuser;
    private @Nullable Connection administrator;

    private TestServer(UnaryOperator<String> urlOf, Credentials superuser) {
        this.urlOf = urlOf;
        this.superuser = superuser;
    }

    static TestServer shared() {
        return Shared.SERVER;
    }

    /** An embedded server for one test. */
    static TestServer unshared() {
        try {
            return embedded().prepared();
        } catch (SQLException e) {
            throw new IllegalStateException("A test server could not be prepared", e);
        }
    }

    String url(String database) {
        return urlOf.apply(database);
    }

    Credentials superuser() {
        return superuser;
    }

    /** Creates a migrated, empty database and returns its name. */
    String createDatabase() throws SQLException {
        return createDatabase(TEMPLATE);
    }

    /** Creates a copy of a database to which nobody is connected, and returns its name. */
    String createDatabase(String template) throws SQLException {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        administer("create database %s owner %s template %s".formatted(name, Roles.quoted(OWNER.user()), template));
        // Of what admits the service, this alone is not part of what is copied.
        administer(
                "grant connect, temporary, create on database %s to %s".formatted(name, Roles.quoted(SERVICE.user())));
        return name;
    }

    void dropDatabase(String name) throws SQLException {
        administer("drop database if exists %s with (force)".formatted(Roles.quoted(name)));
    }

    /** On one connection for all, which comes back where the server was killed or has ended it: hundreds would be a part of what the tests compute. */
    private synchronized void administer(String sql) throws SQLException {
        if (administrator == null || !administrator.isValid(VALID_SECONDS_MAX)) {
            administrator = connect("postgres", superuser);
        }
        try (var statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database, Credentials role) throws SQLException {
        return DriverManager.getConnection(url(database), role.user(), role.password());
    }

    private TestServer prepared() throws SQLException {
        try (var connection = connect("postgres", superuser)) {
            var roles = new Roles(connection);
            roles.create(OWNER);
            roles.createDatabase(TEMPLATE, OWNER.user(), "template0");
            hashLittle(connection, superuser);
        }
        try (var connection = connect(TEMPLATE, superuser)) {
            new Roles(connection).admit(SERVICE, OWNER.user());
            hashLittle(connection, OWNER);
            hashLittle(connection, SERVICE);
        }
        new Migrations(new TestDatabase(this, TEMPLATE).owner(), SERVICE.user()).run();
        return this;
    }

    /** Thousands of rounds of a hash at every connection protect passwords that are worth it, and would be a fifth of what tests compute. */
    private static void hashLittle(Connection connection, Credentials role) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set scram_iterations = 1");
            statement.execute("alter role %s password '%s'"
                    .formatted(Roles.quoted(role.user()), role.password().replace("'", "''")));
        }
    }

    private static TestServer start() {
        try {
            return switch (System.getProperty("pacioli.test.postgres", "embedded")) {
                case "embedded" -> embedded().prepared();
                case "testcontainers" -> container().prepared();
                default ->
                    throw new IllegalArgumentException("pacioli.test.postgres must be embedded or testcontainers");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The test server could not be prepared", e);
        }
    }

    private static TestServer embedded() {
        var directory = temporaryDirectory();
        var options = ServerOptions.defaults()
                .with("fsync", "off")
                .with("max_connections", "200")
                .with("min_wal_size", "80MB")
                .with("max_wal_size", "256MB")
                .with("shared_buffers", "128MB");
        var server = EmbeddedPostgres.start(directory, options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            delete(directory);
        }));
        return new TestServer(server.address()::url, server.address().superuser());
    }

    private static TestServer container() {
        var container = new PostgreSQLContainer("postgres:18")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        var address = "jdbc:postgresql://%s:%d/"
                .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
        return new TestServer(address::concat, new Credentials(container.getUsername(), container.getPassword()));
    }

    /**
     * In memory where there is a file system for that with room. Every database is hundreds of files that are made and soon deleted, and
     * ext4 passes over what was deleted lately, one by one: that was a quarter of all that the machine did while the tests ran.
     */
    private static Path temporaryDirectory() {
        try {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= MEMORY_BYTES_MIN
                    ? Files.createTempDirectory(MEMORY, "pacioli-test-")
                    : Files.createTempDirectory("pacioli-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final TestServer SERVER = start();
    }
}
