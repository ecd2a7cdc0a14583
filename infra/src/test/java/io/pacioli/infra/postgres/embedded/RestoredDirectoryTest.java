package io.pacioli.infra.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data directory while a backup is being restored into it. */
class RestoredDirectoryTest {

    private static final ServerOptions OPTIONS = ServerOptions.defaults();
    private static final int WAITING = 8;
    private static final int ROUNDS = 200;

    @TempDir
    private Path parent;

    @Test
    void while_one_is_restored_into_it_nobody_else_gets_it() throws Exception {
        Path directory = parent.resolve("data");
        try (RestoredDirectory restored = RestoredDirectory.begin(directory, OPTIONS)) {
            assertThatThrownBy(() -> RestoredDirectory.begin(directory, OPTIONS))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is in use by another Pacioli");
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, OPTIONS))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is in use by another Pacioli");
            assertThat(restored.unfinished()).isEmptyDirectory();
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void what_was_not_completed_leaves_a_directory_that_was_there_empty() throws Exception {
        try (RestoredDirectory restored = RestoredDirectory.begin(parent, OPTIONS)) {
            Files.createDirectories(restored.unfinished().resolve("postgres"));
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void those_who_waited_for_it_leave_what_has_been_restored() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(WAITING)) {
            for (int round = 0; round < ROUNDS; round++) {
                Path directory = parent.resolve("data-" + round);
                List<Future<Boolean>> waiting = new ArrayList<>();
                try (RestoredDirectory restored = RestoredDirectory.begin(directory, OPTIONS)) {
                    for (int each = 0; each < WAITING; each++) {
                        waiting.add(executor.submit(() -> isGotInTheEnd(directory)));
                    }
                    complete(restored);
                }

                for (Future<Boolean> each : waiting) {
                    assertThat(each.get()).isFalse();
                }
                assertThat(directory.resolve("postgres.passwords")).hasContent("secret");
            }
        }
    }

    /** Tries until it gets the directory, or is refused it for good. */
    private static boolean isGotInTheEnd(Path directory) throws Exception {
        while (true) {
            try (RestoredDirectory _ = RestoredDirectory.begin(directory, OPTIONS)) {
                return true;
            } catch (StartRefused e) {
                if (e.getMessage().contains("is not empty")) {
                    return false;
                }
            }
        }
    }

    private static void complete(RestoredDirectory restored) throws IOException {
        for (String made : new String[] {"log", "postgres"}) {
            Files.createDirectories(restored.unfinished().resolve(made));
        }
        Files.writeString(restored.unfinished().resolve("postgres.passwords"), "secret");
        restored.complete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restoring/postgres.unfinished/base", "restoring/log", "log", "restoring"})
    void what_a_killed_restore_has_left_makes_way(String left) throws Exception {
        Files.createDirectories(parent.resolve("restoring"));
        Files.createDirectories(parent.resolve(left));
        Files.writeString(parent.resolve("restoring/lock"), "1");
        Files.writeString(parent.resolve("lock"), "1");
        assertThatThrownBy(() -> EmbeddedPostgres.start(parent, OPTIONS))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("A backup was being restored into " + parent.toRealPath());

        try (RestoredDirectory restored = RestoredDirectory.begin(parent, OPTIONS)) {
            complete(restored);
        }

        assertThat(parent.resolve("postgres")).isDirectory();
        assertThat(parent.resolve("postgres.passwords")).hasContent("secret");
        assertThat(parent.resolve("restoring")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "log", "notes.txt"})
    void what_anybody_else_has_put_there_stays(String there) throws Exception {
        Files.createDirectories(parent.resolve(there));

        assertThatThrownBy(() -> RestoredDirectory.begin(parent, OPTIONS))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is not empty");
        assertThat(parent.resolve(there)).isDirectory();
    }
}
