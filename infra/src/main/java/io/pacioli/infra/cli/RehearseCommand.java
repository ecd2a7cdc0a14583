package io.pacioli.infra.cli;

import io.pacioli.infra.cli.service.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code pacioli rehearse}: runs the service once on a throw-away data directory, with some of everything that it is for, so
 * that a virtual machine that records what it loads and what is hot has seen it. For the launcher, not for people.
 */
@Command(name = "rehearse", hidden = true, description = "Runs the service once on a throw-away data directory.")
public final class RehearseCommand implements Callable<Integer> {
    private static final int TRANSACTIONS_MAX = 1_000;
    /** A slow machine rehearses less, so that a first start does not take minutes longer. */
    private static final Duration TRANSACTIONS_TIME_MAX = Duration.ofSeconds(5);

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

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        var directory = ThrowAwayDirectory.create(
                "pacioli-rehearsal-", command.commandLine().getErr());
        try (var service = RunningService.start(RunningService.settings(0, directory, false));
                var client = new ServiceClient(URI.create(service.address()))) {
            rehearse(client);
        }
        return 0;
    }

    private static void rehearse(ServiceClient service) {
        service.post("/v1/ledgers", "ledger", """
                {"id":"rehearsal","name":"Rehearsal","timeZone":"UTC","chart":"open",
                 "currencies":[{"code":"EUR","scale":2}]}""");
        var deadline = System.nanoTime() + TRANSACTIONS_TIME_MAX.toNanos();
        for (int number = 0; number < TRANSACTIONS_MAX && System.nanoTime() - deadline < 0; number++) {
            service.post(LEDGER + "/transactions", "transaction-" + number, """
                    {"description":"Rehearsal","postings":[
                      {"account":"assets:cash","direction":"debit","amount":"12.34","currency":"EUR"},
                      {"account":"income:sales:%d","direction":"credit","amount":"12.34","currency":"EUR"}]}""".formatted(number % ACCOUNTS));
        }
        for (var query : QUERIES) {
            service.get(query, null);
        }
    }
}
