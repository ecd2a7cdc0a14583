package io.pacioli.infra.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The file {@code postmaster.pid}, in which a server says which process it is and whether it takes connections yet. */
record PostmasterFile(Path cluster) {
    private static final int PROCESS_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Whether {@code process} is the server of this cluster and takes connections. */
    boolean isReady(ProcessHandle process) throws IOException {
        return isReady(process, lines());
    }

    private static boolean isReady(ProcessHandle process, List<String> lines) {
        return lines.size() > STATUS_LINE
                && lines.get(PROCESS_LINE).strip().equals(Long.toString(process.pid()))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /**
     * The process that serves this cluster. A file left behind by a crash names a process that is gone, or, after the
     * machine was restarted, a stranger who was given the same number: neither counts.
     */
    Optional<ProcessHandle> postmaster() throws IOException {
        return lines().stream()
                .findFirst()
                .map(line -> Long.parseLong(line.strip()))
                .flatMap(ProcessHandle::of)
                .filter(this::serves);
    }

    /** The port of the server that serves this cluster; empty when there is none, or when it takes no connections yet. */
    Optional<Integer> port() throws IOException {
        var postmaster = postmaster();
        // Read once: a server that ends meanwhile takes its file away.
        var lines = lines();
        return postmaster.isPresent() && isReady(postmaster.get(), lines)
                ? Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
                : Optional.empty();
    }

    /** Removes a file whose process is not ours: the server would take the stranger for another server, and not start. */
    void deleteIfStale() throws IOException {
        if (postmaster().isEmpty()) {
            Files.deleteIfExists(path());
        }
    }

    private boolean serves(ProcessHandle process) {
        var info = process.info();
        return info.user().equals(ProcessHandle.current().info().user())
                // A process that has died but that nobody has waited for has a number still, but no program.
                && info.command().map(PostmasterFile::isPostgres).orElse(false)
                && info.arguments().map(this::namesCluster).orElse(true);
    }

    private static boolean isPostgres(String command) {
        return Path.of(command).getFileName().toString().startsWith("postgres");
    }

    private boolean namesCluster(String[] arguments) {
        return Arrays.asList(arguments).contains(cluster.toString());
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(path());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path path() {
        return cluster.resolve("postmaster.pid");
    }
}
