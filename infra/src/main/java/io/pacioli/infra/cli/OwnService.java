package io.pacioli.infra.cli;

import io.pacioli.infra.Pacioli;
import io.pacioli.infra.cli.benching.BenchFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A service in a process of its own, on a temporary directory, run by this Java virtual machine's program with its options.
 * Closing ends it and removes the directory; so does the end of this process by a signal.
 */
final class OwnService implements AutoCloseable {
    private static final Duration START_TIME_MAX = Duration.ofMinutes(5);
    private static final Duration STOP_TIME_MAX = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 50;
    private static final int LINES_TOLD_MAX = 20;
    private static final Pattern ADDRESS = Pattern.compile("API (http://localhost:\\d+)/v1");

    /** It brings a database of its own and runs as a whole, whatever the environment says. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PACIOLI_DATABASE_URL", "",
            "PACIOLI_COMMAND_ENABLED", "true",
            "PACIOLI_QUERY_ENABLED", "true",
            "PACIOLI_PROJECTIONS_ENABLED", "true");

    private final Path directory;
    private final PrintWriter err;
    private final Thread atExit = new Thread(this::remove, "pacioli-own-service-end");
    private Process process;
    private URI address;
    private volatile boolean isEnding;
    private boolean isRemoved;

    private OwnService(Path directory, PrintWriter err) throws IOException {
        this.directory = directory;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(atExit);
        process = launch(0);
        address = URI.create("http://localhost");
    }

    /**
     * Starts it and returns when it answers requests.
     *
     * @param err is told when the directory cannot be removed
     */
    static OwnService start(PrintWriter err) throws IOException {
        OwnService service = new OwnService(Files.createTempDirectory("pacioli-bench-"), err);
        try {
            service.awaitReady();
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

    /** Where it keeps its data. */
    Path data() {
        return directory.resolve("data");
    }

    /** Stops it in order, its database included. */
    synchronized void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchFailed("The service did not stop within %d s.".formatted(STOP_TIME_MAX.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted.");
        }
    }

    /** Starts it again after it was stopped, at the same address, and returns when it answers requests. */
    void startAgain() {
        try {
            synchronized (this) {
                if (isRemoved) {
                    throw new BenchFailed("Interrupted.");
                }
                process = launch(address.getPort());
            }
            awaitReady();
        } catch (IOException e) {
            throw new BenchFailed("The service could not be started again: " + e.getMessage());
        }
    }

    private Process launch(int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classPath = System.getProperty("java.class.path");
        command.addAll(
                classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath))
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, Pacioli.class.getName()));
        command.addAll(List.of("serve", "--port=" + port, "--data-dir=" + data()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out().toFile()).redirectError(log().toFile());
        builder.environment().putAll(ENVIRONMENT);
        return builder.start();
    }

    private void awaitReady() throws IOException {
        long begun = System.nanoTime();
        while (true) {
            Matcher found = ADDRESS.matcher(Files.readString(out()));
            if (found.find()) {
                address = URI.create(found.group(1));
                return;
            }
            if (!process.isAlive() || System.nanoTime() - begun > START_TIME_MAX.toNanos()) {
                throw new BenchFailed("The service did not start:\n" + lastLines());
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailed("Interrupted.");
            }
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD_MAX), lines.size()));
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

    /** The postmaster first: it has left the service's family, and would outlive it. */
    private void kill() {
        Path postmaster = data().resolve("postgres").resolve("postmaster.pid");
        try (Stream<String> lines = Files.lines(postmaster)) {
            lines.findFirst()
                    .map(line -> Long.parseLong(line.strip()))
                    .flatMap(ProcessHandle::of)
                    .ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException | NumberFormatException e) {
            err.println("No PostgreSQL was found to kill: " + e.getMessage());
        }
        process.destroyForcibly();
    }
}
