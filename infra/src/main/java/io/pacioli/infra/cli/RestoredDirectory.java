package io.pacioli.infra.cli;

import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * A data directory that a backup is restored into. Until all of it is there, it stands in a directory inside, so that nobody takes
 * half of it for a database; a directory that was mounted stays what it is. Closed before that, it leaves what was there.
 */
final class RestoredDirectory implements AutoCloseable {

    private static final String UNFINISHED = "restoring";

    /** The database itself, which comes last: what has it has everything. */
    private static final String DATABASE = "postgres";

    private static final String LOCK = "lock";

    private final Path directory;
    private final boolean wasThere;
    private boolean complete;

    private RestoredDirectory(Path directory, boolean wasThere) {
        this.directory = directory;
        this.wasThere = wasThere;
    }

    /** @throws StartRefused when something is in it */
    static RestoredDirectory begin(Path dataDirectory) throws IOException {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        boolean isThere = Files.exists(directory);
        if (isThere && !(Files.isDirectory(directory) && list(directory).isEmpty())) {
            throw new StartRefused(
                    "%s is not empty. A backup is restored into a directory with nothing in it; name another with --data-dir."
                            .formatted(directory));
        }
        return new RestoredDirectory(directory, isThere);
    }

    /** Where the database is to be made. */
    Path unfinished() {
        return directory.resolve(UNFINISHED);
    }

    /** The database of the unfinished directory, which is stopped, is that of this one from here on. */
    void complete() throws IOException {
        for (Path each : list(unfinished())) {
            if (!each.endsWith(LOCK)) {
                Files.move(each, directory.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        complete = true;
        FileSystemUtils.deleteRecursively(unfinished());
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return children.sorted(Comparator.comparing(child -> child.endsWith(DATABASE)))
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (!complete) {
            FileSystemUtils.deleteRecursively(wasThere ? unfinished() : directory);
        }
    }
}
