package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a service from outside: it starts, stops, is killed, and comes back. Its sides are switched off. */
class ServeCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void it_says_in_one_line_where_it_is_and_stops_when_told_to() throws Exception {
        try (var service = start(Map.of()).ready()) {
            assertThat(service.out())
                    .matches("Pacioli is ready: API http://localhost:\\d+/v1, documentation .*/docs\\. .*\\R");
            assertThat(service.get("/actuator/health").body()).contains("\"status\":\"UP\"", "\"durable\":true");
            assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/prometheus").body()).contains("hikaricp_connections");
            assertThat(service.get("/docs").statusCode()).isEqualTo(302);
            assertThat(service.get("/actuator/health").headers().map()).doesNotContainKey("server");

            service.terminate();

            assertThat(service.err()).isEmpty();
            assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void it_comes_back_after_being_killed() {
        try (var killed = start(Map.of()).ready()) {
            killed.kill();
        }

        try (var service = start(Map.of()).ready()) {
            assertThat(service.address()).startsWith("http://localhost:");
        }
    }

    @Test
    void it_recovers_by_itself_from_the_death_of_its_database() throws Exception {
        try (var service = start(Map.of()).ready()) {
            var lines = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
            var postmaster = ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();

            postmaster.destroyForcibly();

            await().atMost(PATIENCE).until(() -> service.err().contains("PostgreSQL runs again"));
            await().atMost(PATIENCE)
                    .until(() -> service.get("/actuator/health/readiness").statusCode() == 200);
        }
    }

    @Test
    void a_second_service_on_the_same_data_is_refused() {
        try (var first = start(Map.of()).ready();
                var second = start(Map.of())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.err())
                    .startsWith("The data directory ")
                    .contains("is in use by another Pacioli")
                    .hasLineCount(1);
            assertThat(first.address()).isNotEmpty();
        }
    }

    @Test
    void a_port_that_is_taken_is_refused() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                var service = start(Map.of(), "--port=" + socket.getLocalPort())) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.err())
                    .isEqualTo("Port %d is in use. Stop whatever listens there, or choose another one with --port.\n"
                            .formatted(socket.getLocalPort()));
        }
    }

    @Test
    void a_database_that_is_not_durable_is_refused_unless_told_otherwise() throws Exception {
        var careless = Map.of("PACIOLI_EMBEDDED_SETTINGS_FULL_PAGE_WRITES", "off");
        try (var service = start(careless)) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.err()).contains("full_page_writes off").contains("--unsafe");
        }

        try (var service = start(careless, "--unsafe").ready()) {
            assertThat(service.err()).contains("UNSAFE: PostgreSQL runs with full_page_writes off");
            assertThat(service.get("/actuator/health").body()).contains("\"durable\":false", "full_page_writes");
        }
    }

    @Test
    void settings_that_cannot_be_right_are_refused_by_name() {
        try (var service = start(Map.of("PACIOLI_DATABASE_POOL_SIZE", "1"))) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.err()).contains("pacioli.database.poolSize must be greater than or equal to 4");
        }
        try (var service = start(Map.of("PACIOLI_DATABASE_URL", "jdbc:postgresql://h/d?password=secret"))) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.err()).contains("pacioli.database.url must be").doesNotContain("secret");
        }
        try (var service = start(Map.of("PACIOLI_DATABASE_URL", "jdbc:postgresql://h/d"))) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.err())
                    .isEqualTo("PACIOLI_DATABASE_USER is not set, although PACIOLI_DATABASE_URL is.\n");
        }
    }

    private ServiceProcess start(Map<String, String> environment, String... options) {
        var all = new HashMap<>(environment);
        all.put("PACIOLI_COMMAND_ENABLED", "false");
        all.put("PACIOLI_QUERY_ENABLED", "false");
        all.put("PACIOLI_PROJECTIONS_ENABLED", "false");
        all.put("PACIOLI_EMBEDDED_SETTINGS_MIN_WAL_SIZE", "80MB");
        return ServiceProcess.start(data, all, options);
    }
}
