package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.postgres.embedded.EmbeddedPostgres;
import io.pacioli.infra.postgres.embedded.ServerAddress;
import io.pacioli.infra.postgres.embedded.ServerOptions;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    /** Five files of 16 MiB. */
    private static final ServerOptions OPTIONS = ServerOptions.defaults().with("min_wal_size", "80MB");

    private static final String FILE = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') / (16 * 1024 * 1024)";

    @TempDir
    Path data;

    private EmbeddedPostgres server;

    @BeforeEach
    void start() {
        server = EmbeddedPostgres.start(data, OPTIONS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void its_log_is_laid_out_before_anybody_commits() throws SQLException {
        Installation.on(server.address());

        assertThat(number("select count(*) from pg_ls_waldir() where name > pg_walfile_name(pg_current_wal_lsn())"))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void made_again_it_leaves_its_log_where_it_is() throws SQLException {
        Installation.on(server.address());
        var begun = number(FILE);

        Installation.on(server.address());

        assertThat(number(FILE)).isEqualTo(begun);
    }

    @Test
    void two_who_come_first_make_it_once() {
        var service =
                CompletableFuture.supplyAsync(() -> Installation.on(server.address()), Thread::startVirtualThread);
        var command =
                CompletableFuture.supplyAsync(() -> Installation.on(server.address()), Thread::startVirtualThread);

        assertThat(service.join()).isEqualTo(command.join());
    }

    private long number(String query) throws SQLException {
        ServerAddress address = server.address();
        try (var connection = DriverManager.getConnection(
                        address.url("postgres"),
                        address.superuser().user(),
                        address.superuser().password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
