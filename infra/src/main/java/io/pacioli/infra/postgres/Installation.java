package io.pacioli.infra.postgres;

import io.pacioli.infra.postgres.embedded.ServerAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The database and the roles of an installation on an embedded server, as an administrator would set them up by hand. */
final class Installation {
    static final String DATABASE = "pacioli";

    private Installation() {}

    /** Makes whatever is not there yet; a crash halfway is made good by the next start. */
    static DatabaseAddress on(ServerAddress server) {
        var owner = server.owner();
        var service = server.service();
        try {
            try (var connection = connect(server, "postgres")) {
                var roles = new Roles(connection);
                roles.create(owner);
                roles.createDatabase(DATABASE, owner.user(), "template0");
            }
            try (var connection = connect(server, DATABASE)) {
                new Roles(connection).admit(service, owner.user());
            }
        } catch (SQLException e) {
            throw new StartRefused("The embedded database could not be set up: " + e.getMessage(), e);
        }
        return new DatabaseAddress(server.url(DATABASE), service, Optional.of(owner));
    }

    private static Connection connect(ServerAddress server, String database) throws SQLException {
        var superuser = server.superuser();
        return DriverManager.getConnection(server.url(database), superuser.user(), superuser.password());
    }
}
