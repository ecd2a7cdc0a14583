package io.pacioli.infra.cli;

import io.pacioli.infra.Pacioli;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a service is run in a process of its own.
 *
 * @param command what is run, with its first arguments
 * @param startTimeMax how long it may take to answer
 * @param stopTimeMax how long it may take to end in order
 */
record ServiceProgram(List<String> command, Duration startTimeMax, Duration stopTimeMax) {
    private static final Duration START_TIME_MAX = Duration.ofMinutes(5);
    private static final Duration STOP_TIME_MAX = Duration.ofMinutes(2);

    /** It brings a database of its own and runs as a whole, whatever the environment says. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PACIOLI_DATABASE_URL", "",
            "PACIOLI_COMMAND_ENABLED", "true",
            "PACIOLI_QUERY_ENABLED", "true",
            "PACIOLI_PROJECTIONS_ENABLED", "true");

    /** This Java virtual machine's program with its options. */
    static ServiceProgram likeThisOne() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classPath = System.getProperty("java.class.path");
        command.addAll(
                classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath))
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, Pacioli.class.getName()));
        return new ServiceProgram(command, START_TIME_MAX, STOP_TIME_MAX);
    }

    /**
     * Starts it, and does not wait.
     *
     * @param port of its API; 0: any free one
     * @param data where it keeps its data
     */
    Process start(int port, Path data, Path out, Path err) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("serve", "--port=" + port, "--data-dir=" + data));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(ENVIRONMENT);
        return builder.start();
    }
}
