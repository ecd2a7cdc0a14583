package io.pacioli.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals to processes that this test has started. */
final class Signals {

    private Signals() {}

    /** Stops processes without their notice until they are told to go on; the first of them first, so that it starts no others. */
    static void pause(List<ProcessHandle> processes) {
        send("STOP", processes);
    }

    static void goOn(List<ProcessHandle> processes) {
        send("CONT", processes);
    }

    /** PostgreSQL's fast shutdown: sessions are cut off, everything committed is written. */
    static void interrupt(ProcessHandle process) {
        send("INT", List.of(process));
    }

    /** A process and everything that it has started. */
    static List<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static void send(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // One that has ended meanwhile is no failure: what was to be sent to it has lost its object.
            var _ = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }
}
