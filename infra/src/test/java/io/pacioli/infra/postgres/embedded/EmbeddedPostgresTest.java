package io.pacioli.infra.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pacioli.infra.postgres.Credentials;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ServerOptions OPTIONS = ServerOptions.defaults().with("min_wal_size", "80MB");

    @TempDir
    Path data;

    @Test
    void data_survives_a_restart() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            run(server, "create table kept as select 42 as answer");
        }

        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void it_is_durable_and_private() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show full_page_writes")).isEqualTo("on");
            assertThat(query(server, "show data_checksums")).isEqualTo("on");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            var stranger = new Credentials(server.address().superuser().user(), "guessed");
            assertThatThrownBy(() -> query(server, stranger, "select 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void its_passwords_are_random_and_only_its_user_reads_them() throws IOException {
        EmbeddedPostgres.start(data, OPTIONS).close();

        var file = data.resolve("postgres.passwords");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var passwords = Passwords.read(file);
        assertThat(passwords.of("postgres").password())
                .hasSize(32)
                .isNotEqualTo(passwords.of("pacioli").password());
        assertThat(passwords.of("pacioli")).asString().isEqualTo("Credentials[pacioli]");
    }

    @Test
    void a_second_server_on_the_same_directory_is_refused() {
        var first = EmbeddedPostgres.start(data, OPTIONS);
        try (first) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, OPTIONS))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is in use by another Pacioli (process %d)"
                            .formatted(ProcessHandle.current().pid()));
        }
    }

    @Test
    void another_process_finds_a_server_that_runs_and_none_that_does_not() throws IOException {
        assertThat(ServerAddress.in(data)).isEmpty();
        assertThat(EmbeddedPostgres.serverOf(data)).isEmpty();
        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            var found = ServerAddress.in(data).orElseThrow();
            assertThat(found.url("x")).isEqualTo(server.address().url("x"));
            assertThat(found.service()).isEqualTo(server.address().service());
            assertThat(EmbeddedPostgres.serverOf(data)).contains(postmaster());
        }
        assertThat(ServerAddress.in(data)).isEmpty();
    }

    @Test
    void closing_ends_the_server() throws IOException {
        var server = EmbeddedPostgres.start(data, OPTIONS);
        var postmaster = postmaster();

        server.close();

        assertThat(postmaster.isAlive()).isFalse();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_server_that_dies_is_started_again_on_the_same_port() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            run(server, "create table kept as select 42 as answer");
            var died = postmaster();

            died.destroyForcibly();

            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> query(server, "select answer from kept").equals("42"));
            assertThat(postmaster().pid()).isNotEqualTo(died.pid());
        }
    }

    @Test
    void a_server_orphaned_by_a_crash_gives_way_to_a_new_one() throws Exception {
        var crashing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingHost.class.getName(),
                        data.toString())
                .inheritIO()
                .start();
        assertThat(crashing.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var orphan = postmaster();
        assertThat(orphan.isAlive()).isTrue();

        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_stale_process_file_that_names_a_stranger_does_not_stop_a_start() throws IOException, SQLException {
        EmbeddedPostgres.start(data, OPTIONS).close();
        var stranger = ProcessHandle.current().pid();
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                "%d\n%s\n1\n5432\n\n127.0.0.1\n".formatted(stranger, data.resolve("postgres")));

        try (var server = EmbeddedPostgres.start(data, OPTIONS)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void without_its_passwords_a_database_is_not_opened() throws IOException {
        EmbeddedPostgres.start(data, OPTIONS).close();
        Files.delete(data.resolve("postgres.passwords"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(data, OPTIONS))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("postgres.passwords is missing");
    }

    @Test
    void a_server_that_cannot_start_says_why_and_gives_the_directory_back() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, OPTIONS.with("shared_buffers", "plenty")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");

        EmbeddedPostgres.start(data, OPTIONS).close();
    }

    private ProcessHandle postmaster() throws IOException {
        return new PostmasterFile(data.resolve("postgres").toRealPath())
                .postmaster()
                .orElseThrow();
    }

    private static void run(EmbeddedPostgres server, String sql) throws SQLException {
        var superuser = server.address().superuser();
        try (var connection = DriverManager.getConnection(
                        server.address().url("postgres"), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        return query(server, server.address().superuser(), sql);
    }

    private static String query(EmbeddedPostgres server, Credentials role, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(server.address().url("postgres"), role.user(), role.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** A process that starts a server, writes to it and then dies without stopping it. */
    static final class CrashingHost {
        public static void main(String[] arguments) throws SQLException {
            var server = EmbeddedPostgres.start(Path.of(arguments[0]), OPTIONS);
            run(server, "create table kept as select 42 as answer");
            Runtime.getRuntime().halt(137);
        }
    }
}
