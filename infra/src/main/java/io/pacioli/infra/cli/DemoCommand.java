package io.pacioli.infra.cli;

import io.pacioli.infra.cli.importing.ImportFailed;
import io.pacioli.infra.cli.importing.ImportingBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pacioli demo}: the whole service on a temporary data directory, with a book to look at, until it is told to stop. */
@Command(
        name = "demo",
        description = "Starts the service on a temporary data directory, with a sample book to look at; Ctrl-C ends it"
                + " and removes the directory.")
public final class DemoCommand implements Callable<Integer> {
    private static final int BATCH_SIZE = 200;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            converter = PortNumber.class,
            description = "the port of the API (default: any free one)")
    private int port;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory =
                ThrowAwayDirectory.create("pacioli-demo-", command.commandLine().getErr());
        try (RunningService service = RunningService.start(settings(directory.resolve("data")))) {
            if (service.isRunning()) {
                show(URI.create(service.address()), directory);
            }
            service.awaitStop();
            return 0;
        } catch (ImportFailed e) {
            command.commandLine().getErr().println(e.explanation());
            return 1;
        }
    }

    /** The demo brings a database of its own and runs as a whole, whatever the environment says. */
    private List<String> settings(Path data) {
        List<String> settings = RunningService.settings(port, data, false);
        settings.addAll(List.of(
                "--pacioli.database.url=",
                "--pacioli.command.enabled=true",
                "--pacioli.query.enabled=true",
                "--pacioli.projections.enabled=true"));
        return settings;
    }

    private void show(URI address, Path directory) throws IOException {
        ImportingBook importing =
                new ImportingBook(SampleBook.in(directory.resolve("book")), SampleBook.LEDGER, BATCH_SIZE, false);
        importing.into(address);
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                "%s, half a year of a small business: %,d accounts and %,d transactions in the ledger %s.%n"
                        + "Its trial balance:%n%n",
                SampleBook.LEDGER.name(),
                importing.accounts().added(),
                importing.transactions().added(),
                SampleBook.LEDGER.id());
        new TrialBalanceTable(importing.read(address, "/trial-balance")).print(out);
        out.printf("""

                API            %1$s/v1
                Documentation  %1$s/docs
                Data           %3$s (removed at the end)

                Try:
                  curl '%1$s/v1/ledgers/%2$s/trial-balance?asOf=2026-03-31&currency=EUR'
                  curl '%1$s/v1/ledgers/%2$s/accounts/assets:inventory:green-coffee'
                  curl '%1$s/v1/ledgers/%2$s/accounts/assets:bank:eur/entries?limit=5'
                  curl '%1$s/v1/ledgers/%2$s/transactions?reference=invoice-0001'
                  curl '%1$s/v1/ledgers/%2$s/events?limit=3'
                  ./pacioli verify --data-dir %3$s

                Ctrl-C ends it.
                """, address, SampleBook.LEDGER.id(), directory.resolve("data"));
        out.flush();
    }
}
