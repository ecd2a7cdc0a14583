package io.pacioli.infra.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** A temporary directory for a service of this process, removed when the process ends, by itself or by a signal. */
final class ThrowAwayDirectory {
    private ThrowAwayDirectory() {}

    /** @param err is told when the directory cannot be removed */
    static Path create(String prefix, PrintWriter err) throws IOException {
        Path directory = Files.createTempDirectory(prefix);
        // These handlers run after the service has stopped: nobody writes to the directory any more.
        SpringApplication.getShutdownHandlers().add(() -> remove(directory, err));
        return directory;
    }

    private static void remove(Path directory, PrintWriter err) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            err.printf("%s could not be removed: %s%n", directory, e.getMessage());
        }
    }
}
