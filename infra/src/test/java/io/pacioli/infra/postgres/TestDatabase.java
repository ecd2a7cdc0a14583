package io.pacioli.infra.postgres;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated, empty database on the tests' PostgreSQL, reached by the two roles of an installation; closing drops it.
 *
 * <p>The server is embedded; {@code -Dpacioli.test.postgres=testcontainers} takes the one of Docker's {@code postgres:18}.
 */
public final class TestDatabase implements AutoCloseable {
    private final TestServer server;
    private final String name;

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public static TestDatabase fresh() {
        return on(TestServer.shared());
    }

    /** As {@link #fresh()}, on an embedded server that nobody shares, which may be killed and starts again. */
    public static TestDatabase onAServerOfItsOwn() {
        return on(TestServer.unshared());
    }

    private static TestDatabase on(TestServer server) {
        try {
            return new TestDatabase(server, server.createDatabase());
        } catch (SQLException e) {
            throw new IllegalStateException("A test database could not be made", e);
        }
    }

    /** Another database with the same content; nobody may be connected to this one meanwhile. */
    public TestDatabase copy() {
        try {
            return new TestDatabase(server, server.createDatabase(name));
        } catch (SQLException e) {
            throw new IllegalStateException("Test database " + name + " could not be copied", e);
        }
    }

    public String url() {
        return server.url(name);
    }

    public Credentials ownerCredentials() {
        return TestServer.OWNER;
    }

    public Credentials serviceCredentials() {
        return TestServer.SERVICE;
    }

    /** The role that owns and migrates {@code event_store}; every connection is a new one. */
    public DataSource owner() {
        return as(ownerCredentials());
    }

    /** The role that the service runs as, which may only append; every connection is a new one. */
    public DataSource service() {
        return as(serviceCredentials());
    }

    /** Whoever administers the server; every connection is a new one. */
    public DataSource superuser() {
        return as(superuserCredentials());
    }

    public Credentials superuserCredentials() {
        return server.superuser();
    }

    private DataSource as(Credentials role) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        dataSource.setUser(role.user());
        dataSource.setPassword(role.password());
        return dataSource;
    }

    @Override
    public void close() {
        try {
            server.dropDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException("Test database " + name + " could not be dropped", e);
        }
    }
}
