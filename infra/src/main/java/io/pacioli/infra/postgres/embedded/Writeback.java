package io.pacioli.infra.postgres.embedded;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what a server's tables grow by written to the disk little by little. The server leaves that to the operating system, and Linux
 * writes at once whatever has waited for half a minute: for as long as that takes, whoever commits waits for the disk.
 */
final class Writeback implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Writeback.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A disk that hangs must not keep the server from being stopped. */
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    /** File systems tell times less finely than clocks. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    /** Each database has a directory that is named by its number; temporary files have others. */
    private static final Pattern DATABASE = Pattern.compile("[0-9]+");

    private final Path databases;
    private final Thread thread;
    private boolean failing;

    private Writeback(Path databases) {
        this.databases = databases;
        thread = Thread.ofPlatform().daemon().name("postgres-writeback").unstarted(this::run);
    }

    /** @param cluster the server's own directory */
    static Writeback begin(Path cluster) {
        Writeback writeback = new Writeback(cluster.resolve("base"));
        writeback.thread.start();
        return writeback;
    }

    @Override
    public void close() {
        try {
            thread.interrupt();
            thread.join(STOP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            PageCache cache = new PageCache();
            Instant looked = Instant.now();
            while (true) {
                Thread.sleep(PAUSE);
                Instant now = Instant.now();
                beginWriting(cache, looked.minus(MARGIN));
                looked = now;
            }
        } catch (InterruptedException e) {
            log.debug("What tables grow by is no longer written by us");
        } catch (RuntimeException e) {
            log.warn("What tables grow by is left to the operating system", e);
        }
    }

    private void beginWriting(PageCache cache, Instant changed) {
        try {
            changedSince(changed, databases, cache::beginWriting);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                log.warn("What tables grow by is left to the operating system for the time being", e);
            }
            failing = true;
        }
    }

    /** Shows the files of all databases in a directory that were written to since then. */
    static void changedSince(Instant then, Path databases, Consumer<Path> files) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(databases)) {
            for (Path directory : directories) {
                if (DATABASE.matcher(directory.getFileName().toString()).matches()) {
                    changedIn(directory, then, files);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void changedIn(Path database, Instant then, Consumer<Path> files) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(database)) {
            for (Path file : all) {
                if (isChanged(file, then)) {
                    files.accept(file);
                }
            }
        } catch (NoSuchFileException e) {
            log.debug("A database was dropped", e);
        }
    }

    private static boolean isChanged(Path file, Instant then) throws IOException {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isBefore(then);
        } catch (NoSuchFileException e) {
            log.trace("A table was dropped", e);
            return false;
        }
    }
}
