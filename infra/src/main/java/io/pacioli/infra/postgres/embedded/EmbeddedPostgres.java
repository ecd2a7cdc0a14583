package io.pacioli.infra.postgres.embedded;

import com.sun.management.OperatingSystemMXBean;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL server in a data directory, reached over the loopback interface, that runs until it is closed.
 *
 * <p>It is started again when it dies, on the same port, so that connection pools recover by themselves. One that an
 * earlier process left running is stopped first: it may still hold that process's unfinished transactions.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORT_ATTEMPTS_MAX = 5;

    private final DataDirectory directory;
    private final ServerAddress address;
    private final Supervisor supervisor;
    private final Optional<Writeback> writeback;

    private EmbeddedPostgres(
            DataDirectory directory, ServerAddress address, Supervisor supervisor, Optional<Writeback> writeback) {
        this.directory = directory;
        this.address = address;
        this.supervisor = supervisor;
        this.writeback = writeback;
    }

    /**
     * Starts the server, making the data directory first when there is none.
     *
     * @throws StartRefused when another process has the directory, or the server does not start
     */
    public static EmbeddedPostgres start(Path dataDirectory, ServerOptions options) {
        try {
            var directory = DataDirectory.open(dataDirectory);
            try {
                return start(directory, options);
            } catch (IOException | InterruptedException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefused("PostgreSQL could not be started in %s: %s".formatted(dataDirectory, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while PostgreSQL was starting", e);
        }
    }

    /** The server's process that works in a data directory, whoever started it; empty when there is none. */
    public static Optional<ProcessHandle> serverOf(Path dataDirectory) throws IOException {
        return Files.isDirectory(dataDirectory)
                ? new PostmasterFile(new DataPaths(dataDirectory.toRealPath()).cluster()).postmaster()
                : Optional.empty();
    }

    public ServerAddress address() {
        return address;
    }

    /** Stops the server in order, and gives the data directory back. */
    @Override
    public void close() {
        try {
            writeback.ifPresent(Writeback::close);
            supervisor.close();
        } finally {
            release();
        }
    }

    private void release() {
        try {
            directory.close();
        } catch (IOException e) {
            log.warn("The data directory's lock file could not be closed", e);
        }
    }

    private static EmbeddedPostgres start(DataDirectory directory, ServerOptions options)
            throws IOException, InterruptedException {
        var cluster = Cluster.of(directory.paths(), options);
        Passwords passwords;
        if (cluster.exists()) {
            cluster.requireVersion();
            passwords = Passwords.read(directory.paths().passwords());
            cluster.stopOrphan();
        } else {
            requireNothingUnfinished(directory.paths());
            passwords = Passwords.create(
                    directory.paths().passwords(), ServerAddress.SUPERUSER, ServerAddress.OWNER, ServerAddress.SERVICE);
            cluster.create(passwords.of(ServerAddress.SUPERUSER));
        }
        return start(directory, passwords, cluster, options, 1);
    }

    /** A new database beside half of a restored one would be taken for the restored one, by an operator and by clients. */
    private static void requireNothingUnfinished(DataPaths paths) {
        if (Files.isDirectory(paths.restoring())) {
            throw new StartRefused("""
                    A backup was being restored into %s when that was ended, so that there is no database yet. Run \
                    `pacioli restore` again: it begins anew. Or delete %s, to begin with an empty database.""".formatted(paths.root(), paths.restoring()));
        }
    }

    private static EmbeddedPostgres start(
            DataDirectory directory, Passwords passwords, Cluster cluster, ServerOptions options, int attempt)
            throws IOException, InterruptedException {
        var port = freePort();
        var settings = new ServerSettings(port, machineBytes(), diskBytes(directory), options.settings());
        try {
            var server = cluster.start(settings);
            return new EmbeddedPostgres(
                    directory,
                    new ServerAddress(port, passwords),
                    Supervisor.watch(cluster, settings, server),
                    writeback(directory, settings));
        } catch (StartRefused e) {
            // Somebody may take the port in the moment between our finding it free and the server's using it.
            if (attempt == PORT_ATTEMPTS_MAX || isFree(port)) {
                throw e;
            }
            return start(directory, passwords, cluster, options, attempt + 1);
        }
    }

    /** Where nobody waits for the disk, it does not matter when it is written to. */
    private static Optional<Writeback> writeback(DataDirectory directory, ServerSettings settings) {
        return PageCache.isThere() && settings.syncs()
                ? Optional.of(Writeback.begin(directory.paths().cluster()))
                : Optional.empty();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    private static long machineBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static long diskBytes(DataDirectory directory) throws IOException {
        return Files.getFileStore(directory.paths().root()).getUsableSpace();
    }
}
