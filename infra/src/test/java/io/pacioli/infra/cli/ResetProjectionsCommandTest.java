package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResetProjectionsCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ACCOUNT = "/v1/ledgers/book/accounts/assets:bank";

    @TempDir
    private Path data;

    private record Ended(int status, String out, String err) {}

    @Test
    void a_running_service_keeps_its_read_tables_and_a_stopped_one_makes_them_anew_when_it_starts() throws Exception {
        try (var service = ServiceProcess.start(data, Map.of()).ready()) {
            service.post("/v1/ledgers", "l", """
                    {"id":"book","name":"Book","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""");
            service.post("/v1/ledgers/book/transactions", "t", """
                    {"postings":[{"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                                 {"account":"equity:owner","direction":"credit","amount":"1.00","currency":"EUR"}]}""");
            await().atMost(PATIENCE).until(() -> service.get(ACCOUNT).statusCode() == 200);

            assertThat(reset())
                    .isEqualTo(
                            new Ended(
                                    1,
                                    "",
                                    "A service is working on the read tables, or was killed within the last seconds. Stop it first.\n"));
            service.terminate();
        }

        Ended taken = reset();

        assertThat(taken.err()).isEmpty();
        assertThat(taken.out())
                .isEqualTo(
                        "Taken away: accounts_1, balances_1, entries_1, holds_1, ledgers_1, transactions_1. The next start makes them anew.\n");
        assertThat(taken.status()).isZero();
        assertThat(reset()).isEqualTo(new Ended(0, "There are no read tables.\n", ""));
        try (var service = ServiceProcess.start(data, Map.of()).ready()) {
            await().atMost(PATIENCE).until(() -> service.get(ACCOUNT).statusCode() == 200);
            assertThat(service.get(ACCOUNT).body()).contains("\"debits\":\"1.00\"");
        }
    }

    private Ended reset() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ResetProjectionsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--data-dir", data.toString());
        return new Ended(status, out.toString(), err.toString());
    }
}
