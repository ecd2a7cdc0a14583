package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Export, import, backup and restore as an operator runs them, each in a process of its own. */
class JournalFileCommandsTest {

    private static final String SALE = """
            {"postings":[{"account":"assets:till","direction":"debit","amount":"1.00","currency":"EUR"},\
            {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""";

    @TempDir
    private Path directory;

    private record Ended(int status, String out, String err) {}

    @Test
    void what_is_backed_up_beside_a_running_service_is_restored() throws Exception {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup.gz");
        Path restored = directory.resolve("restored");
        Path journal = directory.resolve("shop.jsonl");
        String sold;
        try (ServiceProcess service = ServiceProcess.start(data, Map.of()).ready()) {
            service.post(
                    "/v1/ledgers",
                    "open",
                    "{\"id\":\"shop\",\"name\":\"Shop\",\"timeZone\":\"UTC\",\"chart\":\"open\",\"currencies\":[{\"code\":\"EUR\"}]}");
            sold = service.post("/v1/ledgers/shop/transactions", "sale", SALE).body();

            Ended backedUp = process("backup", backup.toString(), "--data-dir=" + data);
            assertThat(backedUp.out()).contains("shop: 4 events, last hash ", "Backed up 4 events of 1 ledgers in ");
            assertThat(backedUp.status()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");
            Ended again = run("backup", backup.toString(), "--data-dir=" + data);
            assertThat(again.err()).contains(backup + " is there already. Choose another name");
            assertThat(again.status()).isEqualTo(2);
            assertThat(run("restore", backup.toString(), "--data-dir=" + data).err())
                    .contains(data + " is not empty.");

            Ended exported = process("export-journal", "--ledger=shop", "--data-dir=" + data);
            assertThat(exported.status()).isZero();
            assertThat(exported.out().lines()).hasSize(6);
            assertThat(exported.err()).contains("Exported 4 events of 1 ledgers.");
            Files.writeString(journal, exported.out());
        }

        Ended back = process("restore", backup.toString(), "--data-dir=" + restored);
        assertThat(back.err()).doesNotContain("ERROR");
        assertThat(back.out()).startsWith("Restored 4 events of 1 ledgers in " + restored);
        assertThat(back.status()).isZero();
        assertThat(restored.resolve("restoring")).doesNotExist();
        assertThat(run("verify", "--data-dir=" + restored).out()).contains("Checked 4 events", "No differences.");
        Path copy = directory.resolve("copy.jsonl");
        assertThat(run("export-journal", "--ledger=shop", "--data-dir=" + restored, "--out=" + copy)
                        .status())
                .isZero();
        assertThat(copy).hasSameTextualContentAs(journal);

        try (ServiceProcess service = ServiceProcess.start(restored, Map.of()).ready()) {
            var retried = service.post("/v1/ledgers/shop/transactions", "sale", SALE);
            assertThat(retried.headers().firstValue("Idempotency-Replayed")).isPresent();
            assertThat(retried.body()).isEqualTo(sold);
            assertThat(service.post("/v1/ledgers/shop/transactions", "next", SALE)
                            .statusCode())
                    .isEqualTo(201);
        }

        imports(journal);
    }

    private void imports(Path journal) throws Exception {
        Path data = directory.resolve("imported");
        Path damaged = directory.resolve("damaged.jsonl");
        Files.writeString(damaged, Files.readString(journal).replace("assets:till", "assets:tell"));

        assertThat(run("import-journal", "--check", journal.toString()).out())
                .startsWith("Checked 4 events of 1 ledgers");
        Ended refused = run("import-journal", damaged.toString(), "--data-dir=" + data);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains(damaged + ":3: expected hash ", "Nothing was imported.");
        assertThat(data).doesNotExist();
        assertThat(run("restore", damaged.toString(), "--data-dir=" + data).status())
                .isEqualTo(1);
        assertThat(data).doesNotExist();

        Ended imported = run("import-journal", journal.toString(), "--data-dir=" + data);
        assertThat(imported.out()).startsWith("Imported 4 events of 1 ledgers");
        assertThat(imported.status()).isZero();
        Ended twice = run("import-journal", journal.toString(), "--data-dir=" + data);
        assertThat(twice.err()).contains("The ledger shop is there already.");
        assertThat(twice.status()).isEqualTo(2);
    }

    @Test
    void an_external_database_is_left_to_its_own_means() {
        Ended ended = process(
                Map.of("PACIOLI_DATABASE_URL", "jdbc:postgresql://db.example/pacioli"),
                "backup",
                directory.resolve("backup.gz").toString());

        assertThat(ended.err()).contains("pg_basebackup");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_done_is_said() {
        assertThat(run("export-journal").status()).isEqualTo(2);
        Ended missing = run("import-journal", directory.resolve("nothing").toString());
        assertThat(missing.err()).contains("There is no file " + directory.resolve("nothing"));
        assertThat(missing.status()).isEqualTo(2);
        Ended nowhere = run("export-journal", "--all", "--data-dir=" + directory.resolve("nowhere"));
        assertThat(nowhere.err()).contains("There is no database in ");
        assertThat(nowhere.status()).isEqualTo(2);
    }

    /** In this process, where nothing depends on its output or environment. */
    private static Ended run(String name, String... arguments) {
        Object command = switch (name) {
            case "backup" -> new BackupCommand();
            case "restore" -> new RestoreCommand();
            case "export-journal" -> new ExportJournalCommand();
            case "import-journal" -> new ImportJournalCommand();
            default -> new VerifyCommand();
        };
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ended(status, out.toString(), err.toString());
    }

    private static Ended process(String... arguments) {
        return process(Map.of(), arguments);
    }

    private static Ended process(Map<String, String> environment, String... arguments) {
        try (ServiceProcess process = ServiceProcess.start(environment, arguments)) {
            int status = process.awaitExit();
            return new Ended(status, process.out(), process.err());
        }
    }
}
