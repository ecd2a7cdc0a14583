package io.pacioli.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;

/**
 * The two roles of an installation: the owner holds the event store's schema and migrates it, the service reads and appends.
 *
 * <p>The owner is a member of the service's role, so that a migration can make a schema and hand it to the service. The
 * opposite would let the service rewrite history, and {@link AppendOnly} refuses it.
 */
final class Roles {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Connection administrator;

    /** @param administrator a connection to the installation's database as a role that may set roles up */
    Roles(Connection administrator) {
        this.administrator = administrator;
    }

    /** Creates a role that may log in and nothing else, unless it is there. */
    void create(Credentials role) throws SQLException {
        if (is("exists (select from pg_roles where rolname = ?)", role.user())) {
            return;
        }
        execute("create role %s login".formatted(quoted(role.user())));
        // The driver sends a SCRAM verifier: the password itself appears in no statement that a server might log.
        administrator
                .unwrap(PGConnection.class)
                .alterUserPassword(role.user(), role.password().toCharArray(), "scram-sha-256");
    }

    boolean isDatabase(String name) throws SQLException {
        return is("exists (select from pg_database where datname = ?)", name);
    }

    /** Creates a database that belongs to {@code owner}, as a copy of {@code template}. */
    void createDatabase(String name, String owner, String template) throws SQLException {
        execute("create database %s owner %s template %s".formatted(quoted(name), quoted(owner), quoted(template)));
    }

    /**
     * Lets {@code service} log in, connect and make schemas of its own in this database, and {@code owner} make them for it.
     *
     * @throws StartRefused when the administrator may not; the message has the statements for one who may
     */
    void admit(Credentials service, String owner) throws SQLException {
        var role = quoted(service.user());
        var join = "grant %s to %s".formatted(role, quoted(owner));
        var enter = "grant connect, temporary, create on database %s to %s"
                .formatted(quoted(administrator.getCatalog()), role);
        try {
            create(service);
            if (!is(
                    "pg_has_role(?, ?, 'usage') and pg_has_role(?, ?, 'set')",
                    owner,
                    service.user(),
                    owner,
                    service.user())) {
                execute(join);
            }
            // Being connectable is the default of a database; making schemas in it never is.
            if (!is("has_database_privilege(?, current_database(), 'create')", service.user())) {
                execute(enter);
            }
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            throw new StartRefused("""
                    The database's owner %s may not set up the service's role %s (%s). Let an administrator run:
                      create role %s login password '…';
                      %s;
                      %s;""".formatted(owner, service.user(), e.getMessage(), role, join, enter), e);
        }
    }

    /** The identifier as SQL text: {@code pacioli} becomes {@code "pacioli"}. */
    static String quoted(String identifier) throws SQLException {
        return Utils.escapeIdentifier(null, identifier).toString();
    }

    private boolean is(String condition, String... parameters) throws SQLException {
        try (var statement = administrator.prepareStatement("select " + condition)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }
}
