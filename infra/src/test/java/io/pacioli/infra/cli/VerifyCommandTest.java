package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {

    @TempDir
    private Path directory;

    private record Ended(int status, String out, String err) {}

    @Test
    void it_verifies_beside_a_running_service_and_after_it() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(data(), Map.of()).ready()) {
            importBook(service.address());

            Ended beside = verify();
            assertThat(beside.err()).isEmpty();
            assertThat(beside.out()).contains("of 1 ledgers with 2 accounts", "No differences.");
            assertThat(beside.status()).isZero();
            assertThat(verify("--ledger", "book").status()).isZero();
            assertThat(verify("--ledger", "nowhere"))
                    .isEqualTo(new Ended(2, "", "There is no ledger nowhere." + System.lineSeparator()));
            service.terminate();
        }

        Ended after = verify();

        assertThat(after.out()).contains("No differences.");
        assertThat(after.status()).isZero();
        assertThat(data().resolve("postgres/postmaster.pid")).doesNotExist();

        tamper("update balances_1.balances set debits = debits + 1 where debits > 0");
        Ended tampered = verify();

        assertThat(tampered.status()).isEqualTo(1);
        assertThat(tampered.out())
                .contains("BalancesEqualFold: book assets:till EUR: expected debits 5000", "found debits 5001")
                .contains("1 differences: BalancesEqualFold 1.");
    }

    @Test
    void without_a_database_nothing_is_checked() {
        Ended ended = verify();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("There is no database in " + data());
        assertThat(data()).doesNotExist();
    }

    @Test
    void an_id_that_is_none_is_a_usage_error() {
        assertThat(verify("--ledger", "Not an id").status()).isEqualTo(2);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Ended verify(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--data-dir", data().toString()));
        arguments.addAll(List.of(options));
        return run(new VerifyCommand(), arguments);
    }

    private void importBook(String service) throws IOException {
        Path book = Files.createDirectory(directory.resolve("book"));
        Files.writeString(book.resolve("currencies.jsonl"), "{\"code\":\"EUR\"}\n");
        Files.writeString(
                book.resolve("accounts.jsonl"),
                "{\"path\":\"assets:till\",\"type\":\"asset\"}\n{\"path\":\"income:sales\",\"type\":\"income\"}\n");
        Files.write(
                book.resolve("transactions.jsonl"),
                IntStream.range(0, 50).mapToObj("""
                                {"reference":"%d","effectiveAt":"2026-01-31","postings":[\
                                {"account":"assets:till","direction":"debit","amount":"1","currency":"EUR"},\
                                {"account":"income:sales","direction":"credit","amount":"1","currency":"EUR"}]}"""::formatted).toList());
        Ended ended = run(new ImportCommand(), List.of(book.toString(), "--ledger", "book", "--url", service));
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    private void tamper(String sql) throws SQLException {
        BoundSettings settings = BoundSettings.with(Map.of("pacioli.data-dir", data().toString()));
        try (DatabaseAccess access = DatabaseAccess.open(
                        settings.of(ServiceSettings.class),
                        settings.of(DatabaseSettings.class),
                        settings.of(EmbeddedSettings.class));
                var connection = access.source("test").getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static Ended run(Object command, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Ended(status, out.toString(), err.toString());
    }
}
