package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bench from outside, against a service that it starts itself. */
class BenchCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path temporary;

    @TempDir
    private Path reports;

    @Test
    void it_loads_a_service_of_its_own_audits_it_and_leaves_nothing_behind() throws IOException {
        Path report = reports.resolve("report.json");
        try (var bench = ServiceProcess.bench(
                temporary,
                "mixed",
                "--self-contained",
                "--accounts=50",
                "--connections=8",
                "--reads=40",
                "--warmup=500ms",
                "--duration=2s",
                "--seed=7",
                "--json=" + report)) {
            assertThat(bench.awaitExit()).as(bench.err() + bench.out()).isZero();
            assertThat(bench.out())
                    .contains("transactions/s", "p99.9", "balances", "No errors.", "Audit: clean.", "accounts agree");
            assertThat(temporary).isEmptyDirectory();
        }
        JsonNode json = JsonMapper.shared().readTree(report);
        assertThat(json.at("/audit/clean").asBoolean()).isTrue();
        assertThat(json.at("/audit/journalTransactions").asLong())
                .isEqualTo(json.at("/audit/acknowledgedTransactions").asLong())
                .isPositive();
        assertThat(json.at("/audit/accounts").asInt()).isEqualTo(50);
        assertThat(json.at("/audit/repeatedRequests").asInt()).isPositive();
        assertThat(json.at("/options/seed").asLong()).isEqualTo(7);
        assertThat(json.at("/projections/catchUpSeconds").isNumber()).isTrue();
        assertThat(json.at("/service/databaseBytes").asDouble()).isPositive();
        assertThat(json.at("/service/walBytesPerTransaction").asDouble()).isPositive();
        assertThat(json.at("/service/fullPageImagesPerTransaction").isNumber()).isTrue();
        assertThat(json.at("/service/cpuMicrosPerTransaction").asDouble()).isPositive();
        assertThat(json.at("/service/peakMemoryBytes").isNumber())
                .isEqualTo(Files.isReadable(Path.of("/proc/self/status")));
    }

    @Test
    void a_replay_makes_the_read_tables_anew_from_the_first_event_on() {
        try (var bench = ServiceProcess.bench(
                temporary, "replay", "--self-contained", "--accounts=50", "--transactions=2000", "--connections=4")) {
            assertThat(bench.awaitExit()).as(bench.err() + bench.out()).isZero();
            assertThat(bench.out()).contains("Replay from zero:", "Audit: clean.");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void it_leaves_nothing_behind_when_it_is_told_to_stop() {
        try (var bench = ServiceProcess.bench(temporary, "--self-contained", "--duration=1h")) {
            await().atMost(PATIENCE)
                    .until(() -> !bench.isRunning() || bench.err().contains("transfers"));

            bench.terminate();

            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bench everything            | none of transfers, mixed, replay",
                "bench --hot=101             | --hot has to be 0 to 100.",
                "bench --hot=50 --zipf=1     | --hot and --zipf choose accounts in different ways",
                "bench --zipf=0              | --zipf has to be more than 0.",
                "bench --zipf=6              | --zipf has to be more than 0 and at most 5.",
                "bench --batch=1001          | --batch has to be 1 to 1,000.",
                "bench --accounts=1          | --accounts has to be 2 to 10,000,000.",
                "bench --connections=0       | --connections has to be 1 to 4,096.",
                "bench --rate=0              | --rate has to be 1 or more.",
                "bench --reads=10            | --reads is for the workload mixed.",
                "bench mixed --reads=101     | --reads has to be 0 to 100.",
                "bench --duration=0s         | --duration has to be more than 0s",
                "bench --warmup=-1s          | --warmup has to be from 0s",
                "bench --duration=soon       | is not a time such as 500ms, 30s or 5m",
                "bench --url=https://h       | the load is sent without TLS",
                "bench --url=localhost       | --url has to be an address such as http://localhost:8080",
                "bench replay                | a running one does not allow: give --self-contained.",
                "bench --url=http://h --self-contained | name different services: give one.",
                "bench --json=/no/such/file  | --json: /no/such/file cannot be written to."
            })
    void options_that_cannot_be_right_are_refused(String line, String message) {
        StringWriter err = new StringWriter();

        int status = run(err, line.strip().split(" +", -1));

        assertThat(err.toString()).contains(message);
        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void where_no_service_answers_it_says_so_and_what_to_do() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        StringWriter err = new StringWriter();

        int status = run(err, "bench", "--url=http://localhost:" + free);

        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "No service answers at http://localhost:%d. Start one with ./pacioli serve, name another one with --url, or give --self-contained.\n"
                                .formatted(free));
    }

    private static int run(StringWriter err, String... arguments) {
        var command = new CommandLine(new BenchCommand());
        command.setErr(new PrintWriter(err, true));
        return command.execute(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
