package io.pacioli.infra.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WritebackTest {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path databases;

    @Test
    void it_finds_what_was_written_to_since_it_looked_last() throws IOException {
        Path grown = file("16384/2619", THEN.plusSeconds(1));
        Path justThen = file("5/1255_fsm", THEN);
        file("16384/1249", THEN.minusSeconds(1));

        assertThat(changed()).containsExactlyInAnyOrder(grown, justThen);
    }

    @Test
    void it_leaves_alone_what_is_temporary() throws IOException {
        file("pgsql_tmp/pgsql_tmp17.0", THEN.plusSeconds(1));

        assertThat(changed()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_operating_system_takes_files_that_are_there() throws IOException {
        PageCache cache = new PageCache();
        Path file = file("16384/2619", THEN);

        assertThat(cache.beginWriting(file)).isTrue();
        assertThat(cache.beginWriting(databases.resolve("16384/none"))).isFalse();
        // There are no pages of it to write.
        assertThat(cache.beginWriting(Path.of("/dev/null"))).isFalse();
    }

    private List<Path> changed() throws IOException {
        List<Path> changed = new ArrayList<>();
        Writeback.changedSince(THEN, databases, changed::add);
        return changed;
    }

    private Path file(String name, Instant changed) throws IOException {
        Path file = databases.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "rows");
        return Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
