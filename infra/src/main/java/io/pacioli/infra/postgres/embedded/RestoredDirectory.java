package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A data directory that a backup is restored into. Until all of it is there, the new database stands in a directory inside, so that
 * nobody takes half of it for a whole one: no server starts beside it. A directory that was mounted stays what it is. Closed before it
 * is complete, it leaves what was there; what a restore has left that was killed is taken away by the next one.
 *
 * <p>It belongs to one process from its beginning on, as any data directory does.
 */
public final class RestoredDirectory implements AutoCloseable {

    private final DataPaths paths;
    private final boolean wasThere;
    private final DataDirectory taken;
    private boolean complete;

    private RestoredDirectory(DataPaths paths, boolean wasThere, DataDirectory taken) {
        this.paths = paths;
        this.wasThere = wasThere;
        this.taken = taken;
    }

    /**
     * Takes the directory, which is made where it is missing.
     *
     * @throws StartRefused when something else is in it than what a killed restore has left, or another process has it
     */
    public static RestoredDirectory begin(Path dataDirectory, ServerOptions options)
            throws IOException, InterruptedException {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        boolean isThere = Files.exists(directory);
        requireFree(directory);
        DataDirectory taken = DataDirectory.open(directory);
        try {
            // Another restore may have come to its end in between.
            requireFree(directory);
            DataPaths paths = taken.paths();
            clear(paths, options);
            PrivateFiles.createDirectories(paths.restoring());
            return new RestoredDirectory(paths, isThere, taken);
        } catch (IOException | InterruptedException | RuntimeException e) {
            taken.close();
            throw e;
        }
    }

    private static void requireFree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory) || !isFree(directory)) {
            throw new StartRefused(
                    "%s is not empty. A backup is restored into a directory with nothing in it; name another with --data-dir."
                            .formatted(directory));
        }
    }

    /** The database comes last: where it is, everything is. A lock alone says that somebody was here. */
    private static boolean isFree(Path directory) throws IOException {
        DataPaths paths = new DataPaths(directory);
        try (var children = Files.list(directory)) {
            Set<Path> there = children.collect(Collectors.toSet());
            there.remove(paths.lock());
            if (there.remove(paths.restoring())) {
                there.remove(paths.logs());
                there.remove(paths.passwords());
            }
            return there.isEmpty();
        }
    }

    /** Takes away what a restore has left that was killed, and its server, which outlives it. */
    private static void clear(DataPaths paths, ServerOptions options) throws IOException, InterruptedException {
        if (Files.isDirectory(paths.restoring())) {
            try (DataDirectory left = DataDirectory.open(paths.restoring())) {
                Cluster.stopOrphan(left.paths(), options);
            }
        }
        deleteUnfinished(paths);
    }

    private static void deleteUnfinished(DataPaths paths) throws IOException {
        Trees.delete(paths.logs());
        Files.deleteIfExists(paths.passwords());
        Trees.delete(paths.restoring());
    }

    /** Where the database is to be made. */
    public Path unfinished() {
        return paths.restoring();
    }

    /** The database of the unfinished directory, which is stopped, is that of this one from here on. */
    public void complete() throws IOException {
        DataPaths unfinished = new DataPaths(paths.restoring());
        Files.move(unfinished.logs(), paths.logs(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(unfinished.passwords(), paths.passwords(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(unfinished.cluster(), paths.cluster(), StandardCopyOption.ATOMIC_MOVE);
        complete = true;
        Trees.delete(paths.restoring());
    }

    @Override
    public void close() throws IOException {
        try {
            if (!complete) {
                deleteUnfinished(paths);
                Files.deleteIfExists(paths.lock());
                if (!wasThere) {
                    Files.deleteIfExists(paths.root());
                }
            }
        } finally {
            taken.close();
        }
    }
}
