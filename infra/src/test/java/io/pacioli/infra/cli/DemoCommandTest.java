package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from outside; everything that it keeps is below the temporary directory that it is given. */
class DemoCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern TRY = Pattern.compile("curl 'http://localhost:\\d+(\\S+)'");
    private static final Pattern LINE =
            Pattern.compile("^(\\w+:[\\w:-]+) +([A-Z]{3})(?: +(\\d+\\.\\d\\d))?$", Pattern.MULTILINE);
    private static final String FIRST_START_FILE = "data/postgres/postmaster.pid";

    @TempDir
    private Path temporary;

    @Test
    void it_shows_the_sample_book_answers_what_it_suggests_and_leaves_nothing_behind() throws Exception {
        var elsewhere = Map.of(
                "PACIOLI_DATABASE_URL", "jdbc:postgresql://nowhere.invalid/books", "PACIOLI_QUERY_ENABLED", "false");
        try (var demo = ServiceProcess.demo(temporary, elsewhere)) {
            await().atMost(PATIENCE).until(() -> !demo.isRunning() || demo.out().contains("Ctrl-C ends it."));

            assertThat(demo.err()).isEmpty();
            assertThat(demo.out()).contains("31 accounts and 428 transactions in the ledger roastery");
            assertThat(table(demo.out())).containsExactlyInAnyOrderElementsOf(new SampleLines().trialBalance());
            var suggestions = TRY.matcher(demo.out()).results().toList();
            assertThat(suggestions).hasSize(5);
            for (var suggestion : suggestions) {
                var answer = demo.get(suggestion.group(1));
                assertThat(answer.statusCode()).as(suggestion.group(1)).isEqualTo(200);
                assertThat(answer.body()).as(suggestion.group(1)).doesNotContain("\"data\":[]");
            }

            demo.terminate();

            assertThat(demo.err()).isEmpty();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void it_leaves_nothing_behind_when_it_is_told_to_stop_while_it_starts() throws Exception {
        try (var demo = ServiceProcess.demo(temporary, Map.of())) {
            await().atMost(PATIENCE).until(() -> !demo.isRunning() || startsItsDatabase());

            demo.terminate();

            assertThat(demo.out()).isEmpty();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void a_port_that_is_taken_is_refused_and_nothing_is_left_behind() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                var demo = ServiceProcess.demo(temporary, Map.of(), "--port=" + socket.getLocalPort())) {
            assertThat(demo.awaitExit()).isEqualTo(1);
            assertThat(demo.err())
                    .isEqualTo("Port %d is in use. Stop whatever listens there, or choose another one with --port.\n"
                            .formatted(socket.getLocalPort()));
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void what_is_no_port_and_what_is_no_option_are_usage_errors() {
        for (String port : new String[] {"70000", "-1", "web"}) {
            try (var demo = ServiceProcess.demo(temporary, Map.of(), "--port=" + port)) {
                assertThat(demo.awaitExit()).isEqualTo(2);
                assertThat(demo.err())
                        .startsWith("Invalid value for option '--port': '%s' is not a number from 0 to 65535"
                                .formatted(port));
            }
        }
        try (var demo = ServiceProcess.demo(temporary, Map.of(), "--ports")) {
            assertThat(demo.awaitExit()).isEqualTo(2);
            assertThat(demo.err()).startsWith("Unknown option: '--ports'");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private boolean startsItsDatabase() throws IOException {
        try (var demos = Files.list(temporary)) {
            return demos.anyMatch(demo -> Files.exists(demo.resolve(FIRST_START_FILE)));
        }
    }

    /** The lines of the printed table: account, currency, and what stands in which column, if anything does. */
    private static List<String> table(String out) {
        String heading = out.lines()
                .filter(line -> line.startsWith("account "))
                .findFirst()
                .orElseThrow();
        int debitEnd = heading.indexOf("debit") + "debit".length();
        return LINE.matcher(out)
                .results()
                .map(line -> line.group(1) + " " + line.group(2)
                        + (line.group(3) == null
                                ? ""
                                : (line.end(3) - line.start() == debitEnd ? " debit " : " credit ") + line.group(3)))
                .toList();
    }
}
