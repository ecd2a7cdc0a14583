package io.pacioli.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;

/**
 * The two roles of an installation: the owner holds the event store's schema and migrates it, the service reads and appends.
 *
 * <p>The owner is a member of the service's role, so that a migration can make a schema and hand it to the service. The
 * opposite would let the service rewrite history, and the service refuses to start then.
 */
final class Roles {
    private Roles() {}

    /** Creates a role that may log in and nothing else. The server is sent a SCRAM verifier, never the password. */
    static void create(Connection superuser, Credentials role) throws SQLException {
        execute(superuser, "create role %s login".formatted(quoted(role.user())));
        superuser
                .unwrap(PGConnection.class)
                .alterUserPassword(role.user(), role.password().toCharArray(), "scram-sha-256");
    }

    /** Lets {@code owner} hand schemas over to {@code service}. */
    static void join(Connection superuser, String owner, String service) throws SQLException {
        execute(superuser, "grant %s to %s".formatted(quoted(service), quoted(owner)));
    }

    /** Creates a database that belongs to {@code owner}, as a copy of {@code template}. */
    static void createDatabase(Connection superuser, String name, String owner, String template) throws SQLException {
        execute(
                superuser,
                "create database %s owner %s template %s".formatted(quoted(name), quoted(owner), quoted(template)));
    }

    /** Lets {@code service} connect and make schemas of its own; to be called on a connection to that database. */
    static void admit(Connection owner, String service) throws SQLException {
        execute(
                owner,
                "grant connect, temporary, create on database %s to %s"
                        .formatted(quoted(owner.getCatalog()), quoted(service)));
    }

    /** The identifier as SQL text: {@code pacioli} becomes {@code "pacioli"}. */
    static String quoted(String identifier) throws SQLException {
        return Utils.escapeIdentifier(null, identifier).toString();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
