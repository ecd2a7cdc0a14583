package io.pacioli.reliability;

import io.pacioli.infra.cli.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes on one database. The first brings the embedded PostgreSQL, as {@code ./pacioli serve} does with nothing configured; the
 * second is pointed at it as at an operator's own, over a network that can fail. While the first is down its PostgreSQL serves on,
 * an orphan, until its next start replaces it, on another port.
 */
final class Installation implements AutoCloseable {

    /** Few enough for a burst to fill the queue, more than the clients ever have under way. */
    static final int QUEUED_COMMANDS_MAX = 64;

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PACIOLI_PIPELINE_QUEUED_COMMANDS_MAX", Integer.toString(QUEUED_COMMANDS_MAX),
            "PACIOLI_DATABASE_STATEMENT_TIMEOUT", "5s",
            "SPRING_MAIN_SOURCES", SteppedClock.InPlaceOfTheSystemClock.class.getName());

    /** Frequent checkpoints, so that crashes meet PostgreSQL at every stage of them. */
    private static final Map<String, String> EMBEDDED = Map.of(
            "PACIOLI_EMBEDDED_SETTINGS_MIN_WAL_SIZE", "80MB",
            "PACIOLI_EMBEDDED_SETTINGS_MAX_WAL_SIZE", "512MB",
            "PACIOLI_EMBEDDED_SETTINGS_CHECKPOINT_TIMEOUT", "60s",
            "PACIOLI_EMBEDDED_SETTINGS_SHARED_BUFFERS", "128MB");

    private final Path directory;
    private final Build build;
    private final Optional<SmallDisk> disk;
    private final Path data;
    private final Path temporary;
    private final Postgres postgres;
    private final Wire wire;
    private final Node withDatabase;
    private final Node overNetwork;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * An installation that is still to be started.
     *
     * @param directory holds everything that it writes, the logs of its nodes included
     * @param disk holds its data; null: the directory does
     */
    Installation(Path directory, Build build, @Nullable SmallDisk disk) {
        this.directory = directory;
        this.build = build;
        this.disk = Optional.ofNullable(disk);
        this.data = (disk == null ? directory : disk.path()).resolve("data");
        this.postgres = new Postgres(data);
        this.wire = new Wire(postgres::port);
        this.temporary = directory.resolve("tmp");
        this.withDatabase = node("node-1", Map.of("PACIOLI_DATABASE_URL", ""), EMBEDDED);
        this.overNetwork = node("node-2", Map.of(), Map.of());
    }

    private Node node(String name, Map<String, String> database, Map<String, String> more) {
        Path clock = directory.resolve(name + ".clock");
        return new Node(name, clock, directory.resolve(name + ".log"), () -> {
            if (closed.get()) {
                throw new IllegalStateException("the run is over");
            }
            Map<String, String> environment = new HashMap<>(ENVIRONMENT);
            environment.putAll(database.isEmpty() ? thisDatabase() : database);
            environment.putAll(more);
            return ServiceProcess.start(
                    build.classPath(),
                    List.of("-Xmx512m", "-Djava.io.tmpdir=" + temporary, "-D%s=%s".formatted(SteppedClock.FILE, clock)),
                    environment,
                    List.of("serve", "--port=0", "--data-dir=" + data));
        });
    }

    private Map<String, String> thisDatabase() {
        return Map.of(
                "PACIOLI_DATABASE_URL", "jdbc:postgresql://127.0.0.1:%d/pacioli".formatted(wire.port()),
                "PACIOLI_DATABASE_USER", postgres.service().user(),
                "PACIOLI_DATABASE_PASSWORD", postgres.service().password());
    }

    /** Starts it for the first time: the second node is not to come before the first has made the database. */
    void start() {
        try {
            // A process that is killed leaves behind what it has there.
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nodes().forEach(Node::start);
    }

    /** Starts all nodes again, at the same time, as supervisors do that know nothing of each other. */
    void startAgain() {
        List<CompletableFuture<Void>> starting = nodes().stream()
                .map(node -> CompletableFuture.runAsync(node::start, Thread::startVirtualThread))
                .toList();
        starting.forEach(CompletableFuture::join);
    }

    List<Node> nodes() {
        return List.of(withDatabase, overNetwork);
    }

    Node withDatabase() {
        return withDatabase;
    }

    Node overNetwork() {
        return overNetwork;
    }

    Postgres postgres() {
        return postgres;
    }

    Wire wire() {
        return wire;
    }

    Optional<SmallDisk> disk() {
        return disk;
    }

    Path data() {
        return data;
    }

    /** Ends every process, whatever state it is in, and lets the disk go. Called twice where the run is interrupted. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        // At once: a node that cannot be stopped in order must not keep the rest from being ended.
        overNetwork.close();
        withDatabase.close();
        wire.close();
        postgres.postmaster().ifPresent(left -> {
            Signals.goOn(Signals.family(left));
            Signals.interrupt(left);
            Patience.await("PostgreSQL to stop", () -> !left.isAlive());
        });
        disk.ifPresent(SmallDisk::close);
    }
}
