package io.pacioli.infra.postgres;

import io.pacioli.infra.postgres.embedded.ServerAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The database and the roles of an installation on an embedded server, as an administrator would set them up by hand. */
final class Installation {
    static final String DATABASE = "pacioli";

    /**
     * A server makes the files of its write-ahead log when it comes to them: it fills 16 MiB with zeros and syncs them, for which
     * whoever commits at that moment has to wait. A checkpoint turns those that were gone through into the next ones. So as many as it
     * always keeps are made before anybody commits; behind them it makes more, until its first checkpoint has come by itself.
     */
    private static final String LAY_OUT_WAL = """
            do $$
            begin
              for file in 1 .. pg_size_bytes(current_setting('min_wal_size')) / pg_size_bytes(current_setting('wal_segment_size')) loop
                perform pg_logical_emit_message(false, 'pacioli', 'laid out');
                perform pg_switch_wal();
              end loop;
            end
            $$""";

    private Installation() {}

    /** Makes whatever is not there yet; a crash halfway is made good by the next start. */
    static DatabaseAddress on(ServerAddress server) {
        var owner = server.owner();
        var service = server.service();
        try {
            try (var connection = connect(server, "postgres")) {
                var roles = new Roles(connection);
                awaitTurn(connection);
                roles.create(owner);
                if (!roles.isDatabase(DATABASE)) {
                    layOutWal(connection);
                    roles.createDatabase(DATABASE, owner.user(), "template0");
                }
                try (var inside = connect(server, DATABASE)) {
                    new Roles(inside).admit(service, owner.user());
                }
            }
        } catch (SQLException e) {
            throw new StartRefused("The embedded database could not be set up: " + e.getMessage(), e);
        }
        return new DatabaseAddress(server.url(DATABASE), service, Optional.of(owner));
    }

    /** A service and a command that share a server may both be the first there; it lasts until the connection ends. */
    private static void awaitTurn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('pacioli installation'))");
        }
    }

    private static void layOutWal(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LAY_OUT_WAL);
            statement.execute("checkpoint");
        }
    }

    private static Connection connect(ServerAddress server, String database) throws SQLException {
        var superuser = server.superuser();
        return DriverManager.getConnection(server.url(database), superuser.user(), superuser.password());
    }
}
