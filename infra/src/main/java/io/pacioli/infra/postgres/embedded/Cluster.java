package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.Credentials;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL database cluster on disk: made, started and stopped by PostgreSQL's own programs. */
final class Cluster {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration INITDB_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_MARGIN = Duration.ofSeconds(5);
    private static final long READY_POLL_MILLIS = 10;
    private static final String CONFIGURATION = "pacioli.conf";
    private static final int LOG_LINES_SHOWN_MAX = 20;
    private static final long MAJOR_VERSION = 18;

    private final DataPaths paths;
    private final Programs programs;
    private final ServerOptions options;
    private final PostmasterFile postmasterFile;

    private Cluster(DataPaths paths, Programs programs, ServerOptions options) throws IOException {
        this.paths = paths;
        this.programs = programs;
        this.options = options;
        postmasterFile = new PostmasterFile(paths.cluster());
        PrivateFiles.createDirectories(paths.logs());
    }

    static Cluster of(DataPaths paths, ServerOptions options) throws IOException, InterruptedException {
        var platform = Platform.current();
        return new Cluster(paths, Programs.of(Distribution.in(options.cache(), platform), platform), options);
    }

    boolean exists() {
        return Files.isRegularFile(paths.cluster().resolve("PG_VERSION"));
    }

    /** Refuses a cluster that another major version of PostgreSQL wrote. */
    void requireVersion() throws IOException {
        var version = Files.readString(paths.cluster().resolve("PG_VERSION")).strip();
        if (!version.equals(Long.toString(MAJOR_VERSION))) {
            throw new StartRefused("%s was written by PostgreSQL %s; this build carries PostgreSQL %d."
                    .formatted(paths.cluster(), version, MAJOR_VERSION));
        }
    }

    /** Makes the cluster beside its place and then moves it there: a crash halfway leaves none. */
    void create(Credentials superuser) throws IOException, InterruptedException {
        var unfinished = paths.root().resolve("postgres.unfinished");
        Trees.delete(unfinished);
        var passwordFile = paths.root().resolve("postgres.unfinished.password");
        PrivateFiles.write(passwordFile, superuser.password() + "\n");
        try {
            var status = run(
                    INITDB_TIMEOUT,
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=" + superuser.user(),
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums",
                    "--no-instructions");
            if (status != 0) {
                throw refused("PostgreSQL's data directory could not be made");
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude_if_exists = '%s'\n".formatted(CONFIGURATION),
                StandardOpenOption.APPEND);
        Files.move(unfinished, paths.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts the server and returns its process once it takes connections, which after a crash means recovery first. */
    Process start(ServerSettings settings) throws IOException, InterruptedException {
        postmasterFile.deleteIfStale();
        PrivateFiles.write(paths.cluster().resolve(CONFIGURATION), settings.text());
        Files.deleteIfExists(startLog());
        var server =
                programs.start(startLog(), "postgres", "-D", paths.cluster().toString());
        try {
            awaitReady(server);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stop(server);
            throw e;
        }
    }

    /** Ends a server that we started: sessions are cut off, everything committed is written. */
    void stop(Process server) throws IOException, InterruptedException {
        stopOrphan();
        // One that has not come as far as its process file hears a signal only.
        server.destroy();
        if (!server.waitFor(STOP_MARGIN.toMillis(), TimeUnit.MILLISECONDS)) {
            log.error("PostgreSQL (process {}) did not stop in time and is ended by force", server.pid());
            server.destroyForcibly();
        }
    }

    /** Ends a server that an earlier process of ours left running in a directory that need not be whole. */
    static void stopOrphan(DataPaths paths, ServerOptions options) throws IOException, InterruptedException {
        if (new PostmasterFile(paths.cluster()).postmaster().isPresent()) {
            of(paths, options).stopOrphan();
        }
    }

    /** Ends a server that an earlier process of ours left running; does nothing when there is none. */
    void stopOrphan() throws IOException, InterruptedException {
        if (postmasterFile.postmaster().isPresent()) {
            run(
                    options.stopTimeout().plus(STOP_MARGIN),
                    "pg_ctl",
                    "stop",
                    "--wait",
                    "--timeout=" + options.stopTimeout().toSeconds(),
                    "--silent",
                    "--mode=fast",
                    "--pgdata=" + paths.cluster());
        }
    }

    private void awaitReady(Process server) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + options.startTimeout().toNanos();
        while (!postmasterFile.isReady(server.toHandle())) {
            if (server.waitFor(READY_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw refused("PostgreSQL did not start");
            }
            if (System.nanoTime() - deadline > 0) {
                throw refused("PostgreSQL did not start within " + options.startTimeout());
            }
        }
    }

    private int run(Duration timeout, String program, String... arguments) throws IOException, InterruptedException {
        return programs.run(startLog(), timeout, program, arguments);
    }

    private Path startLog() {
        return paths.logs().resolve("start.log");
    }

    private StartRefused refused(String what) throws IOException {
        var newest = newestLog();
        List<String> lines = newest.isPresent() ? Files.readAllLines(newest.get()) : List.of();
        var last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN_MAX), lines.size());
        return new StartRefused("%s. The end of its log in %s:%n%s"
                .formatted(what, paths.logs(), String.join(System.lineSeparator(), last)));
    }

    private Optional<Path> newestLog() throws IOException {
        try (var logs = Files.list(paths.logs())) {
            return logs.max(Comparator.comparingLong(log -> log.toFile().lastModified()));
        }
    }
}
