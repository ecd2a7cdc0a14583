package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.postgres.embedded.EmbeddedPostgres;
import io.pacioli.infra.postgres.embedded.ServerOptions;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAccessTest {
    private static final ServerOptions OPTIONS = ServerOptions.defaults().with("min_wal_size", "80MB");

    @TempDir
    Path data;

    @Test
    void it_shares_the_server_of_a_running_service_and_leaves_it_running() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            Installation.on(server.address());
            try (var access = open(Map.of("pacioli.data-dir", data.toString()))) {
                assertThat(user(access)).isEqualTo("pacioli");
            }
            try (var again = open(Map.of("pacioli.data-dir", data.toString()))) {
                assertThat(user(again)).isEqualTo("pacioli");
            }
        }
    }

    @Test
    void it_starts_a_server_that_nobody_runs_and_stops_it() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            Installation.on(server.address());
        }

        try (var access = open(Map.of("pacioli.data-dir", data.toString()))) {
            assertThat(user(access)).isEqualTo("pacioli");
        }

        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void it_makes_no_database_where_there_is_none() {
        var nowhere = data.resolve("mistyped");

        assertThatThrownBy(() -> open(Map.of("pacioli.data-dir", nowhere.toString())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("There is no database in " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void it_enters_a_server_of_ones_own() throws SQLException {
        try (var database = TestDatabase.fresh();
                var access = open(Map.of(
                        "pacioli.database.url", database.url(),
                        "pacioli.database.user", database.serviceCredentials().user(),
                        "pacioli.database.password",
                                database.serviceCredentials().password()))) {
            assertThat(user(access)).isEqualTo("pacioli");
        }
    }

    private static DatabaseAccess open(Map<String, Object> options) {
        var settings = BoundSettings.with(options);
        return DatabaseAccess.open(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class));
    }

    private static String user(DatabaseAccess access) throws SQLException {
        try (var connection = access.source("test").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_user")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
