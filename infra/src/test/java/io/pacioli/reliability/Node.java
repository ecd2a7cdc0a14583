package io.pacioli.reliability;

import io.pacioli.infra.cli.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One node of an installation, with the supervisor that an operator would give it: it is started again when it was ended. */
final class Node implements AutoCloseable {

    private final String name;
    private final Path clock;
    private final Path log;
    private final Supplier<ServiceProcess> starting;
    private volatile ServiceProcess process;
    private volatile String address;

    /**
     * A node that is still to be started.
     *
     * @param clock the file by which its clock is off
     * @param log takes what its processes have logged, when they have ended
     */
    Node(String name, Path clock, Path log, Supplier<ServiceProcess> starting) {
        this.name = name;
        this.clock = clock;
        this.log = log;
        this.starting = starting;
        stepClock(Duration.ZERO);
    }

    /** Starts it, and again where it ends before it is ready, as a supervisor does; returns when it is ready. */
    void start() {
        Patience.await(name + " to be ready", () -> {
            process = starting.get();
            boolean ready = process.isReadyInTime();
            if (!ready) {
                end();
            }
            return ready;
        });
        address = process.address();
    }

    /** Where it answers, or did before it was ended. */
    String address() {
        return address;
    }

    boolean isRunning() {
        return process.isRunning();
    }

    void kill() {
        process.kill();
        end();
    }

    /** Asks it to stop; it answers what it has taken. */
    void terminate() {
        process.terminate();
        end();
    }

    void pause() {
        Signals.pause(List.of(process.handle()));
    }

    void goOn() {
        Signals.goOn(List.of(process.handle()));
    }

    void stepClock(Duration by) {
        SteppedClock.step(clock, by);
    }

    /** All that its processes have logged so far. */
    Stream<String> logged() {
        try {
            List<String> before = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return Stream.concat(
                    before.stream(), process.isRunning() ? process.err().lines() : Stream.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        if (process != null && process.isRunning()) {
            kill();
        }
    }

    private void end() {
        try {
            Files.writeString(log, process.err(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.close();
    }
}
