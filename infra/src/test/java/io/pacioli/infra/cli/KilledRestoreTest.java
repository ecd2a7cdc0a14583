package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore or an import leaves that is killed while it makes its database, and what comes after it. */
class KilledRestoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static Path backup;

    @BeforeAll
    static void backUp() throws Exception {
        backup = directory.resolve("backup.gz");
        Path data = directory.resolve("data");
        try (ServiceProcess service = ServiceProcess.start(data, Map.of()).ready()) {
            service.post("/v1/ledgers", "open", """
                    {"id":"shop","name":"Shop","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""");
            service.post("/v1/ledgers/shop/transactions", "sale", """
                    {"postings":[{"account":"assets:till","direction":"debit","amount":"1.00","currency":"EUR"},
                     {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""");
            assertThat(run("backup", backup.toString(), "--data-dir=" + data)).isEmpty();
        }
    }

    @Test
    void after_a_killed_restore_nothing_is_served_until_another_one_has_come_to_its_end() throws Exception {
        Path restored = directory.resolve("restored");
        kill(
                restored.resolve("restoring/postgres/postmaster.pid"),
                "restore",
                backup.toString(),
                "--data-dir=" + restored);

        assertThat(restored.resolve("postgres")).doesNotExist();
        try (ServiceProcess service = ServiceProcess.start(restored, Map.of())) {
            assertThat(service.isReadyInTime()).isFalse();
            assertThat(service.awaitExit()).isPositive();
            assertThat(service.err()).contains("A backup was being restored into", "`pacioli restore` again");
        }
        assertThat(run("import-journal", backup.toString(), "--data-dir=" + restored))
                .contains("A backup was being restored into");

        assertThat(run("restore", backup.toString(), "--data-dir=" + restored)).isEmpty();
        assertThat(restored.resolve("restoring")).doesNotExist();
        assertThat(run("verify", "--data-dir=" + restored)).isEmpty();
        serves(restored);
    }

    @Test
    void after_a_killed_import_there_is_none_of_it_and_another_one_imports_all() throws Exception {
        Path imported = directory.resolve("imported");
        kill(
                imported.resolve("postgres/postmaster.pid"),
                "import-journal",
                backup.toString(),
                "--data-dir=" + imported);

        assertThat(run("import-journal", backup.toString(), "--data-dir=" + imported))
                .isEmpty();
        assertThat(run("verify", "--data-dir=" + imported)).isEmpty();
        serves(imported);
    }

    private static void kill(Path begun, String... arguments) {
        try (ServiceProcess process = ServiceProcess.start(Map.of(), arguments)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(begun));
            assertThat(process.isRunning()).as(process.err()).isTrue();
            process.kill();
        }
    }

    /** What it says went wrong; nothing where nothing did. */
    private static String run(String... arguments) {
        try (ServiceProcess process = ServiceProcess.start(Map.of(), arguments)) {
            return process.awaitExit() == 0 ? "" : process.err();
        }
    }

    private static void serves(Path data) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(data, Map.of()).ready()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.get("/v1/ledgers/shop/accounts/assets:till")
                                    .body())
                            .contains("\"balance\":\"1.00\""));
        }
    }
}
