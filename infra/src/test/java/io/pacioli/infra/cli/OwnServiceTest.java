package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.cli.benching.BenchFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is started, stopped and cleared away; what it runs is a shell's script, which does as it is told. */
class OwnServiceTest {
    private static final String ANSWERS = "echo 'API http://localhost:4711/v1'\n";
    private static final String WAITS = "while :; do sleep 0.05; done\n";
    private static final Duration START_TIME_MAX = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    private Path temporary;

    private final StringWriter err = new StringWriter();
    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("own"));
    }

    @Test
    void it_is_there_until_it_is_closed_and_then_leaves_nothing() throws IOException {
        ProcessHandle process;
        try (OwnService service = start(ANSWERS + WAITS, LONG)) {
            assertThat(service.address()).isEqualTo(URI.create("http://localhost:4711"));
            assertThat(service.isEnding()).isFalse();
            process = process();
        }

        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void one_that_does_not_stop_in_time_is_killed_and_has_ended_before_its_directory_is_removed() throws IOException {
        OwnService service = start("trap '' TERM\n" + ANSWERS + WAITS, SHORT);
        ProcessHandle process = process();

        service.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
        assertThat(err.toString()).isEqualTo("The service did not stop within 100 ms. It is killed.\n");
    }

    @Test
    void one_that_ends_before_it_answers_is_told_with_the_end_of_its_log() {
        assertThatThrownBy(() -> start("echo 'the reason' >&2; exit 3\n", LONG))
                .isInstanceOf(BenchFailed.class)
                .hasMessage("The service did not start:\nthe reason");
        assertThat(directory).doesNotExist();
    }

    @Test
    void a_program_that_is_not_there_leaves_no_directory() {
        assertThatThrownBy(() -> OwnService.start(
                        new ServiceProgram(List.of("/no/such/program"), START_TIME_MAX, LONG),
                        directory,
                        new PrintWriter(err)))
                .isInstanceOf(BenchFailed.class)
                .hasMessageStartingWith("The service could not be started: Cannot run program \"/no/such/program\"");
        assertThat(directory).doesNotExist();
    }

    @Test
    void read_tables_that_cannot_be_taken_away_end_the_run_with_a_reason() throws IOException {
        try (OwnService service = start(ANSWERS + WAITS, LONG)) {
            assertThatThrownBy(service::takeReadTablesAway)
                    .isInstanceOf(BenchFailed.class)
                    .hasMessageStartingWith("There is no database in ");
        }
    }

    @Test
    void once_it_is_closed_nothing_is_started_again() throws IOException {
        OwnService service = start(ANSWERS + WAITS, LONG);
        service.close();

        assertThatThrownBy(service::startService).isInstanceOf(BenchFailed.class);
        assertThatThrownBy(service::takeReadTablesAway).isInstanceOf(BenchFailed.class);
        assertThat(directory).doesNotExist();
    }

    private OwnService start(String script, Duration stopTimeMax) throws IOException {
        Path program = Files.writeString(temporary.resolve("program"), "echo $$ > '%s'\n%s".formatted(pid(), script));
        return OwnService.start(
                new ServiceProgram(List.of("/bin/sh", program.toString()), START_TIME_MAX, stopTimeMax),
                directory,
                new PrintWriter(err, true));
    }

    private ProcessHandle process() throws IOException {
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(Files.readString(pid()).strip()));
        return process.orElseThrow();
    }

    private Path pid() {
        return temporary.resolve("pid");
    }
}
