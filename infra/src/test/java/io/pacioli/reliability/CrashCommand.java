package io.pacioli.reliability;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code .ci/crash}: a crash test for as long as one likes. */
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the service under load, injects faults, and looks for everything that was acknowledged.",
        footer = {"", "Exit status: 0 when everything is as it has to be, 1 on any difference."})
final class CrashCommand implements Callable<Integer> {

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "for how long (default: ${DEFAULT-VALUE})")
    private int minutes;

    @Option(names = "--seed", paramLabel = "N", description = "repeats the schedule of another run (default: any)")
    private @Nullable Long seed;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "8",
            description = "how many send at once (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "only these kinds of faults: ${COMPLETION-CANDIDATES}")
    private @Nullable List<FaultKind> kinds;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "the jar to test (default: the classes on the class path)")
    private @Nullable Path jar;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "what is written goes below it, and stays where a difference was found (default: ${java.io.tmpdir})")
    private @Nullable Path parent;

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CrashCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
        CrashRun.Plan plan = new CrashRun.Plan(drawn, clients, 1, Duration.ofMinutes(minutes), kinds);
        Path directory = parent == null
                ? Files.createTempDirectory("pacioli-crash-")
                : Files.createTempDirectory(Files.createDirectories(parent), "run-");
        Build build = jar == null ? Build.ofClasses() : Build.ofJar(jar, directory);
        Report report = new CrashRun(plan, line -> {
                    out.println(line);
                    out.flush();
                })
                .in(directory, build);
        out.println();
        out.println(report.text());
        out.flush();
        if (report.isClean()) {
            FileSystemUtils.deleteRecursively(directory);
        }
        return report.isClean() ? 0 : 1;
    }
}
