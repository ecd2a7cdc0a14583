package io.pacioli.infra.postgres.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs, as another user than root where we are root.
 *
 * <p>PostgreSQL refuses to run as root. In a user namespace of its own the same process is nobody special, while its files
 * stay those of the user outside, so that no file has to change hands.
 */
final class Programs {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> USER_NAMESPACE = List.of("unshare", "--user", "--");
    private static final List<String> OWN_SESSION = List.of("setsid");

    private final Distribution distribution;
    private final List<String> unprivileged;
    private final List<String> detached;

    private Programs(Distribution distribution, List<String> unprivileged, List<String> detached) {
        this.distribution = distribution;
        this.unprivileged = unprivileged;
        this.detached = detached;
    }

    static Programs of(Distribution distribution, Platform platform) throws InterruptedException {
        if (platform.isWindows()) {
            return new Programs(distribution, List.of(), List.of());
        }
        var root = new UnixSystem().getUid() == 0;
        if (root && !works(USER_NAMESPACE)) {
            throw new StartRefused("""
                    PostgreSQL does not run as root, and this system gives root no user namespace (unshare --user) to \
                    run it in. Start Pacioli as another user, or set PACIOLI_DATABASE_URL to a PostgreSQL server.""");
        }
        return new Programs(
                distribution, root ? USER_NAMESPACE : List.of(), works(OWN_SESSION) ? OWN_SESSION : List.of());
    }

    /**
     * Runs a program to its end.
     *
     * @param log takes what the program prints
     * @return its exit status, or -1 when it was ended because it took longer than {@code timeout}
     */
    int run(Path log, Duration timeout, String program, String... arguments) throws IOException, InterruptedException {
        var process = start(log, unprivileged, program, arguments);
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Starts a program that stays, in a session of its own: an interrupt from the terminal must reach us alone, because the
     * server has to outlive the requests that are still being answered.
     */
    Process start(Path log, String program, String... arguments) throws IOException {
        var prefix = new ArrayList<>(detached);
        prefix.addAll(unprivileged);
        return start(log, prefix, program, arguments);
    }

    private Process start(Path log, List<String> prefix, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(distribution.program(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        try {
            var command = new ArrayList<>(prefix);
            command.add("true");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
