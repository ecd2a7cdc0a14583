package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files for which there is no room: what is written says so, and leaves nothing that looks whole. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    /** No file of the command may become larger: its writes fail as on a full disk, and nobody else's do. */
    private static final String SHORT_OF_ROOM = "ulimit -f 4; exec \"$@\"";

    private static final int TRANSACTIONS = 100;

    @TempDir
    private static Path data;

    private static ServiceProcess service;

    @TempDir
    private Path directory;

    @BeforeAll
    static void fill() throws Exception {
        service = ServiceProcess.start(data, Map.of()).ready();
        service.post("/v1/ledgers", "open", """
                {"id":"shop","name":"Shop","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""");
        List<String> items = IntStream.range(0, TRANSACTIONS).mapToObj(_ -> """
                        {"type":"transaction","postings":[
                         {"account":"assets:till","direction":"debit","amount":"1.00","currency":"EUR"},
                         {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""").toList();
        assertThat(service.post(
                                "/v1/ledgers/shop/batches",
                                "sales",
                                "{\"atomic\":true,\"items\":[" + String.join(",", items) + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_backup_without_room_leaves_no_file() throws IOException {
        Path backup = directory.resolve("backup.gz");
        try (ServiceProcess process =
                ServiceProcess.inShell(SHORT_OF_ROOM, "backup", backup.toString(), "--data-dir=" + data)) {
            assertThat(process.awaitExit()).isEqualTo(2);
            assertThat(process.err()).contains("The backup could not be written: ");
            assertThat(process.out()).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_export_without_room_leaves_the_file_that_was_there() throws IOException {
        Path journal = Files.writeString(directory.resolve("journal.jsonl"), "yesterday's");
        try (ServiceProcess process = ServiceProcess.inShell(
                SHORT_OF_ROOM, "export-journal", "--all", "--force", "--out=" + journal, "--data-dir=" + data)) {
            assertThat(process.awaitExit()).isEqualTo(2);
            assertThat(process.err()).contains("The journal could not be written: ");
        }
        assertThat(directory).isDirectoryContaining(journal::equals);
        assertThat(journal).hasContent("yesterday's");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void an_export_to_an_output_without_room_says_that_it_was_not_written() {
        try (ServiceProcess process =
                ServiceProcess.inShell("exec \"$@\" > /dev/full", "export-journal", "--all", "--data-dir=" + data)) {
            assertThat(process.awaitExit()).isEqualTo(2);
            assertThat(process.err())
                    .contains("The journal could not be written: No space left on device")
                    .doesNotContain("Exported");
        }
    }
}
