package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pacioli.infra.cli.benching.LyingService;
import io.pacioli.infra.cli.benching.LyingService.Lie;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
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
    private static final Path FULL_DISK = Path.of("/dev/full");

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
        assertThat(json.at("/service/databaseBytesPerTransaction").isNumber()).isTrue();
        // What the reads have cost is in the same numbers.
        assertThat(json.at("/service/walBytesPerTransaction").isNull()).isTrue();
        assertThat(json.at("/service/fullPageImagesPerTransaction").isNull()).isTrue();
        assertThat(json.at("/service/cpuMicrosPerTransaction").isNull()).isTrue();
        assertThat(json.at("/service/peakMemoryBytes").isNumber())
                .isEqualTo(Files.isReadable(Path.of("/proc/self/status")));
    }

    @Test
    void a_replay_makes_the_read_tables_anew_from_the_first_event_on() throws IOException {
        Path report = reports.resolve("report.json");
        try (var bench = ServiceProcess.bench(
                temporary,
                "replay",
                "--self-contained",
                "--accounts=50",
                "--transactions=2000",
                "--connections=4",
                "--json=" + report)) {
            assertThat(bench.awaitExit()).as(bench.err() + bench.out()).isZero();
            assertThat(bench.out()).contains("Replay from zero:", "Audit: clean.");
            assertThat(temporary).isEmptyDirectory();
        }
        JsonNode json = JsonMapper.shared().readTree(report);
        assertThat(json.at("/replay/tables").values())
                .extracting(JsonNode::asString)
                .contains("balances_1", "entries_1", "transactions_1");
        assertThat(json.at("/replay/allEvents").asLong())
                .isEqualTo(json.at("/audit/journalEvents").asLong())
                .isGreaterThan(2_000);
        assertThat(json.at("/replay/events").asLong())
                .isBetween(0L, json.at("/replay/allEvents").asLong());
        assertThat(json.at("/replay/secondsFromStart").asDouble())
                .isGreaterThan(json.at("/replay/seconds").asDouble());
        assertThat(json.at("/service/walBytesPerTransaction").asDouble()).isPositive();
        assertThat(json.at("/service/fullPageImagesPerTransaction").isNumber()).isTrue();
        assertThat(json.at("/service/cpuMicrosPerTransaction").asDouble()).isPositive();
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

    @Test
    void it_leaves_nothing_behind_when_it_is_told_to_stop_while_it_takes_the_read_tables_away() {
        try (var bench =
                ServiceProcess.bench(temporary, "replay", "--self-contained", "--accounts=50", "--transactions=200")) {
            await().atMost(PATIENCE)
                    .until(() -> !bench.isRunning() || bench.err().contains("The read tables are taken away"));

            bench.terminate();

            assertThat(temporary).isEmptyDirectory();
            assertThat(processesThatName(temporary)).isEmpty();
        }
    }

    @Test
    void a_report_that_cannot_be_written_is_told_beside_what_was_printed() throws IOException {
        assumeTrue(Files.exists(FULL_DISK));
        StringWriter err = new StringWriter();
        try (var service = new LyingService(Lie.NONE)) {
            assertThat(run(err, bench(service))).isEqualTo(2);
        }
        assertThat(err.toString()).contains("--json: /dev/full could not be written: No space left on device");
        try (var service = new LyingService(Lie.LOSES_A_TRANSACTION)) {
            assertThat(run(err, bench(service))).isEqualTo(1);
        }
    }

    private static String[] bench(LyingService service) {
        return "bench --url=%s --accounts=4 --connections=2 --warmup=0s --duration=300ms --json=%s"
                .formatted(service.address(), FULL_DISK)
                .split(" ", -1);
    }

    @Test
    void a_temporary_directory_that_is_not_there_is_a_run_that_could_not_be_carried_out() {
        try (var bench = ServiceProcess.bench(temporary.resolve("missing"), "--self-contained")) {
            assertThat(bench.awaitExit()).isEqualTo(2);
            assertThat(bench.err()).contains("No directory can be made in " + temporary.resolve("missing"));
        }
    }

    private static Stream<String> processesThatName(Path directory) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(directory.toString()));
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
                "bench --transactions=5      | --transactions is for the workload replay.",
                "bench mixed --transactions=5 | --transactions is for the workload replay.",
                "bench replay --self-contained --rate=5 | --warmup, --duration and --rate are not for the workload replay",
                "bench replay --self-contained --warmup=5s | --warmup, --duration and --rate are not for",
                "bench replay --self-contained --duration=5s | --warmup, --duration and --rate are not for",
                "bench --duration=0s         | --duration has to be more than 0s",
                "bench --warmup=-1s          | --warmup has to be from 0s",
                "bench --duration=soon       | is not a time such as 500ms, 30s or 5m",
                "bench --url=https://h       | the load is sent without TLS",
                "bench --url=http://h?x=1    | --url has to be an address such as http://localhost:8080",
                "bench --url=http://h#x      | --url has to be an address such as http://localhost:8080",
                "bench --url=http://me@h     | --url has to be an address such as http://localhost:8080",
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
