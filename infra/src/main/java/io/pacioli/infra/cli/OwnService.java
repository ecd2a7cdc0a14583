package io.pacioli.infra.cli;

import io.pacioli.infra.cli.benching.BenchFailed;
import io.pacioli.infra.cli.benching.Rebuild;
import io.pacioli.infra.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A service in a process of its own, on a directory of its own. Closing ends it and removes the directory; so does the end of
 * this process by a signal.
 *
 * <p>Whatever this process does in the directory, it does under this object's lock: an end that comes meanwhile waits for it,
 * and leaves neither a database nor a service that runs without its directory.
 */
final class OwnService implements Rebuild, AutoCloseable {
    private static final Duration KILL_TIME_MAX = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;
    private static final int LINES_TOLD_MAX = 20;
    private static final int ANY_PORT = 0;
    private static final String INTERRUPTED = "Interrupted.";
    private static final Pattern ADDRESS = Pattern.compile("API (http://localhost:\\d+)/v1");

    private final ServiceProgram program;
    private final Path directory;
    private final PrintWriter err;
    private final Thread atExit = new Thread(this::remove, "pacioli-own-service-end");
    private @Nullable Process process;
    private URI address = URI.create("http://localhost");
    private volatile boolean isEnding;
    private boolean isRemoved;

    private OwnService(ServiceProgram program, Path directory, PrintWriter err) {
        this.program = program;
        this.directory = directory;
        this.err = err;
    }

    /**
     * Starts this process's program on a temporary directory, and returns when it answers requests.
     *
     * @param err is told when the directory cannot be removed
     * @throws BenchFailed when it does not start
     */
    static OwnService start(PrintWriter err) {
        try {
            return start(ServiceProgram.likeThisOne(), Files.createTempDirectory("pacioli-bench-"), err);
        } catch (IOException e) {
            throw new BenchFailed("No directory can be made in %s: %s"
                    .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()));
        }
    }

    /** @param directory removed at the end, however it comes */
    static OwnService start(ServiceProgram program, Path directory, PrintWriter err) {
        OwnService service = new OwnService(program, directory, err);
        Runtime.getRuntime().addShutdownHook(service.atExit);
        try {
            service.launch(ANY_PORT);
            return service;
        } catch (BenchFailed e) {
            service.close();
            throw e;
        }
    }

    /** Whether it is being ended, and cannot be expected to answer. */
    boolean isEnding() {
        return isEnding;
    }

    URI address() {
        return address;
    }

    @Override
    public synchronized List<String> takeReadTablesAway() {
        requireNotEnding();
        stop();
        try {
            return TakingReadTablesAway.of(data());
        } catch (ReadTablesKept e) {
            throw new BenchFailed(e.getMessage());
        }
    }

    @Override
    public void startService() {
        launch(address.getPort());
    }

    private void launch(int port) {
        try {
            Process launched;
            synchronized (this) {
                requireNotEnding();
                launched = program.start(port, data(), out(), log());
                process = launched;
            }
            awaitReady(launched);
        } catch (IOException e) {
            throw new BenchFailed("The service could not be started: " + e.getMessage());
        }
    }

    private void requireNotEnding() {
        if (isEnding) {
            throw new BenchFailed(INTERRUPTED);
        }
    }

    private void awaitReady(Process launched) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            Matcher found = ADDRESS.matcher(Files.readString(out()));
            if (found.find()) {
                address = URI.create(found.group(1));
                return;
            }
            try {
                if (launched.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
                        || System.nanoTime() - begun > program.startTimeMax().toNanos()) {
                    throw new BenchFailed("The service did not start:\n" + lastLines());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailed(INTERRUPTED);
            }
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD_MAX), lines.size()));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path out() {
        return directory.resolve("service.out");
    }

    private Path log() {
        return directory.resolve("service.log");
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This process is ending; the hook finds nothing left to do.
        }
    }

    private void remove() {
        isEnding = true;
        removeOnce();
    }

    private synchronized void removeOnce() {
        if (isRemoved) {
            return;
        }
        isRemoved = true;
        try {
            stop();
        } catch (BenchFailed e) {
            err.println(e.getMessage() + " It is killed.");
            kill();
        }
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            err.printf("%s could not be removed: %s%n", directory, e.getMessage());
        }
        err.flush();
    }

    /** Stops it in order, its database included. */
    private synchronized void stop() {
        if (process != null) {
            process.destroy();
            if (!hasEnded(process.toHandle(), program.stopTimeMax())) {
                throw new BenchFailed("The service did not stop within %,d ms."
                        .formatted(program.stopTimeMax().toMillis()));
            }
        }
    }

    /** The service first: it would start its database again; which has left its family, and would outlive it. */
    private synchronized void kill() {
        Optional.ofNullable(process).map(Process::toHandle).ifPresent(this::kill);
        try {
            EmbeddedPostgres.serverOf(data()).ifPresent(this::kill);
        } catch (IOException e) {
            err.println("No PostgreSQL was found to kill: " + e.getMessage());
        }
    }

    private void kill(ProcessHandle killed) {
        killed.destroyForcibly();
        if (!hasEnded(killed, KILL_TIME_MAX)) {
            err.printf("Process %d was killed, and has not ended.%n", killed.pid());
        }
    }

    private static boolean hasEnded(ProcessHandle process, Duration timeMax) {
        try {
            process.onExit().get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed(INTERRUPTED);
        }
    }
}
