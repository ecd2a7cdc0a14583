package io.pacioli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crash test that is short enough to be part of every build; it runs the jar, once there is one. Each run has another seed, which
 * it prints: {@code -Dpacioli.crash.seed=N} repeats it, {@code .ci/crash} runs for as long as one likes, with all kinds of faults.
 */
class ShortCrashRun {

    private static final int CLIENTS = 8;
    private static final int FAULTS = 8;

    /** Those that need no long silence and no file system of their own. */
    private static final List<FaultKind> KINDS = List.of(
            FaultKind.SERVICE_KILLED,
            FaultKind.EVERYTHING_KILLED,
            FaultKind.POSTMASTER_KILLED,
            FaultKind.BACKEND_KILLED,
            FaultKind.POSTGRES_RESTARTED,
            FaultKind.CONNECTIONS_CUT,
            FaultKind.QUEUE_FULL,
            FaultKind.CLOCK_STEPPED);

    @TempDir
    private Path directory;

    @Test
    void nothing_that_was_acknowledged_is_lost_or_doubled_whatever_crashes() {
        long seed =
                Long.getLong("pacioli.crash.seed", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        String jar = System.getProperty("pacioli.crash.jar");
        Build build = jar == null ? Build.ofClasses() : Build.ofJar(Path.of(jar), directory);

        Report report = new CrashRun(
                        new CrashRun.Plan(seed, CLIENTS, FAULTS, Duration.ZERO, KINDS), System.out::println)
                .in(directory, build);

        System.out.println(report.text());
        assertThat(report.isClean()).as(report.text()).isTrue();
        // A limit that nobody met cannot have been broken.
        assertThat(report.tally().rejectedByCode()).containsKey(Requests.TOO_LARGE);
    }
}
