package io.pacioli.infra.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;

/**
 * {@code pacioli rehearse}: starts and stops the service once on a throw-away data directory, so that a virtual machine that
 * records what it loads has seen a whole start. For the launcher, not for people.
 */
@Command(name = "rehearse", hidden = true, description = "Starts the service once and stops it.")
public final class RehearseCommand implements Callable<Integer> {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> PATHS = List.of("/actuator/health", "/v1/ledgers");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("pacioli-rehearsal-");
        try (var service = RunningService.start(RunningService.settings(0, directory, false));
                var client = HttpClient.newHttpClient()) {
            for (var path : PATHS) {
                var request = HttpRequest.newBuilder(URI.create(service.address() + path))
                        .timeout(REQUEST_TIMEOUT)
                        .build();
                client.send(request, BodyHandlers.discarding());
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        return 0;
    }
}
