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
 * {@code pacioli rehearse}: runs the service once on a throw-away data directory, with some of everything that it is for, so
 * that a virtual machine that records what it loads and what is hot has seen it. For the launcher, not for people.
 */
@Command(name = "rehearse", hidden = true, description = "Runs the service once on a throw-away data directory.")
public final class RehearseCommand implements Callable<Integer> {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final int TRANSACTIONS = 1_000;
    private static final int ACCOUNTS = 20;
    private static final String LEDGER = "/v1/ledgers/rehearsal";
    private static final List<String> QUERIES = List.of(
            "/v1/ledgers",
            LEDGER,
            LEDGER + "/accounts",
            LEDGER + "/accounts/assets:cash",
            LEDGER + "/accounts/assets:cash/entries",
            LEDGER + "/transactions",
            LEDGER + "/trial-balance",
            LEDGER + "/events",
            "/v1/projections",
            "/actuator/health",
            "/actuator/prometheus");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("pacioli-rehearsal-");
        try (var service = RunningService.start(RunningService.settings(0, directory, false));
                var client = HttpClient.newHttpClient()) {
            rehearse(service.address(), client);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        return 0;
    }

    private static void rehearse(String address, HttpClient client) throws IOException, InterruptedException {
        post(client, address + "/v1/ledgers", "ledger", """
                {"id":"rehearsal","name":"Rehearsal","timeZone":"UTC","chart":"open",
                 "currencies":[{"code":"EUR","scale":2}]}""");
        for (int number = 0; number < TRANSACTIONS; number++) {
            post(client, address + LEDGER + "/transactions", "transaction-" + number, """
                    {"description":"Rehearsal","postings":[
                      {"account":"assets:cash","direction":"debit","amount":"12.34","currency":"EUR"},
                      {"account":"income:sales:%d","direction":"credit","amount":"12.34","currency":"EUR"}]}""".formatted(number % ACCOUNTS));
        }
        for (var query : QUERIES) {
            send(client, HttpRequest.newBuilder(URI.create(address + query)));
        }
    }

    private static void post(HttpClient client, String address, String key, String body)
            throws IOException, InterruptedException {
        send(
                client,
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        client.send(request.timeout(REQUEST_TIMEOUT).build(), BodyHandlers.discarding());
    }
}
