package io.pacioli.infra.cli;

import static org.awaitility.Awaitility.await;

import io.pacioli.infra.Pacioli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code pacioli serve}, or {@code demo}, in a process of its own, as an operator would run it; closing ends it, whatever state it is in. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("API +(http://localhost:\\d+)/v1");

    private final Process process;
    private final Path out;
    private final Path err;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServiceProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it on {@code dataDirectory}, and does not wait; on a free port unless the options name one. */
    public static ServiceProcess start(Path dataDirectory, Map<String, String> environment, String... options) {
        var arguments = new ArrayList<>(List.of("serve", "--data-dir=" + dataDirectory));
        arguments.addAll(List.of(options));
        if (arguments.stream().noneMatch(option -> option.startsWith("--port"))) {
            arguments.add("--port=0");
        }
        return start(List.of(), environment, arguments);
    }

    /** Starts the demo, which has its data below {@code temporaryDirectory}, and does not wait. */
    static ServiceProcess demo(Path temporaryDirectory, Map<String, String> environment, String... options) {
        var arguments = new ArrayList<>(List.of("demo"));
        arguments.addAll(List.of(options));
        return start(List.of("-Djava.io.tmpdir=" + temporaryDirectory), environment, arguments);
    }

    /** Starts a bench, whose own service has its data below {@code temporaryDirectory}, and does not wait. */
    static ServiceProcess bench(Path temporaryDirectory, String... options) {
        var arguments = new ArrayList<>(List.of("bench"));
        arguments.addAll(List.of(options));
        return start(List.of("-Djava.io.tmpdir=" + temporaryDirectory), Map.of(), arguments);
    }

    private static ServiceProcess start(
            List<String> javaOptions, Map<String, String> environment, List<String> arguments) {
        List<String> all = new ArrayList<>(TestClassPath.ARCHIVED);
        all.addAll(javaOptions);
        return start(TestClassPath.VALUE, all, environment, arguments);
    }

    /** Starts the command line with these arguments, and does not wait. */
    static ServiceProcess start(Map<String, String> environment, String... arguments) {
        return start(List.of(), environment, List.of(arguments));
    }

    /** Starts the command line with these arguments from another class path than that of the tests, and does not wait. */
    public static ServiceProcess start(
            String classPath, List<String> javaOptions, Map<String, String> environment, List<String> arguments) {
        return start(List.of(), classPath, javaOptions, environment, arguments);
    }

    /** Starts the command line with these arguments as a shell's {@code "$@"}, and does not wait. */
    static ServiceProcess inShell(String script, String... arguments) {
        return start(
                List.of("bash", "-c", script, "bash"),
                System.getProperty("java.class.path"),
                List.of("-XX:-UsePerfData"),
                Map.of(),
                List.of(arguments));
    }

    private static ServiceProcess start(
            List<String> shell,
            String classPath,
            List<String> javaOptions,
            Map<String, String> environment,
            List<String> arguments) {
        try {
            var out = Files.createTempFile("pacioli-service-", ".out");
            var err = Files.createTempFile("pacioli-service-", ".err");
            var command = new ArrayList<>(shell);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath));
            command.addAll(javaOptions);
            command.add(Pacioli.class.getName());
            command.addAll(arguments);
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("PACIOLI_EMBEDDED_SETTINGS_MIN_WAL_SIZE", "80MB");
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    public ServiceProcess ready() {
        if (!isReadyInTime()) {
            throw new AssertionError("The service ended with status " + process.exitValue() + ": " + err());
        }
        return this;
    }

    /** Waits until it says that it is ready, or has ended before it was; says which. */
    public boolean isReadyInTime() {
        await().atMost(PATIENCE).until(() -> !process.isAlive() || out().endsWith("\n"));
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public String address() {
        var address = ADDRESS.matcher(out());
        if (!address.find()) {
            throw new AssertionError("No address in: " + out());
        }
        return address.group(1);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String idempotencyKey, String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Asks it to stop, as a service manager does, and returns its exit status. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Ends it at once, as a crash does. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The service did not end: " + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        awaitExit();
        out.toFile().delete();
        err.toFile().delete();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
