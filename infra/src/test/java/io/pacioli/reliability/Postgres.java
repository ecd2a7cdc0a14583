package io.pacioli.reliability;

import io.pacioli.infra.postgres.Credentials;
import io.pacioli.infra.postgres.embedded.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** The PostgreSQL of an installation, seen from its operating system: processes, and the port in its process file. */
final class Postgres {

    private final Path dataDirectory;

    Postgres(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** The server's first process; empty while there is none. */
    Optional<ProcessHandle> postmaster() {
        try {
            return Files.readAllLines(dataDirectory.resolve("postgres/postmaster.pid")).stream()
                    .findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it takes connections; empty while it does not. */
    OptionalInt port() {
        return ServerAddress.in(dataDirectory)
                .map(address -> URI.create(address.url("").substring("jdbc:".length())))
                .map(uri -> OptionalInt.of(uri.getPort()))
                .orElse(OptionalInt.empty());
    }

    /** The role that nodes run as; waits until the server takes connections. */
    Credentials service() {
        Patience.await("PostgreSQL", () -> port().isPresent());
        return ServerAddress.in(dataDirectory).orElseThrow().service();
    }

    void kill() {
        running().destroyForcibly();
    }

    /** Kills one of the processes that serve a session or a task of the server; it then ends all others and recovers. */
    void killOneOfItsProcesses(RandomGenerator random) {
        List<ProcessHandle> children = running().children().toList();
        children.get(random.nextInt(children.size())).destroyForcibly();
    }

    void restart() {
        Signals.interrupt(running());
    }

    /** @return what has to be let go on again */
    List<ProcessHandle> pause() {
        List<ProcessHandle> family = Signals.family(running());
        Signals.pause(family);
        return family;
    }

    /** Whether its first process is another one than this, and takes connections. */
    boolean runsAnew(ProcessHandle before) {
        return postmaster().filter(now -> !now.equals(before)).isPresent() && port().isPresent();
    }

    ProcessHandle running() {
        return postmaster().orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
    }
}
