package io.pacioli.infra.cli;

import io.pacioli.infra.cli.importing.Book;
import io.pacioli.infra.cli.importing.ImportFailed;
import io.pacioli.infra.cli.importing.ImportingBook;
import io.pacioli.infra.cli.importing.Tally;
import io.pacioli.infra.cli.importing.TargetLedger;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pacioli import}: brings a book in JSON Lines into a ledger of a running service. */
@Command(
        name = "import",
        description = "Imports a book: currencies.jsonl, accounts.jsonl and transactions.jsonl of a directory.",
        footer = {
            "",
            "Running it again doubles nothing: every transaction goes by an id that follows from what it says (one without a"
                    + " reference: and from its line).",
            "It ends at the first record that the service rejects and says which; everything before it is in the ledger."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int BATCH_SIZE_MAX = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    @Parameters(paramLabel = "DIR", description = "the directory of the three files")
    private Path directory;

    @Option(
            names = "--ledger",
            required = true,
            paramLabel = "ID",
            description = "the ledger; opened when it is missing")
    private String ledger;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "the address of the service (default: ${DEFAULT-VALUE})")
    private URI url;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the ledger's name, when it is opened (default: its id)")
    private String name;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "the ledger's time zone, in which the book's dates begin (default when it is opened: UTC)")
    private String timeZone;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "200",
            description = "how many transactions to send at once, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int batchSize;

    @Option(
            names = "--no-progress",
            description = "show no progress bar; there is none either where output is no terminal")
    private boolean noProgress;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (batchSize < 1 || batchSize > BATCH_SIZE_MAX) {
            throw usage("--batch-size has to be 1 to 1000.");
        }
        TargetLedger target = target();
        URI service = service();
        PrintWriter err = command.commandLine().getErr();
        try {
            ImportingBook importing =
                    new ImportingBook(new Book(directory), target, batchSize, !noProgress && Terminal.isThere());
            long begun = System.nanoTime();
            try {
                importing.into(service);
            } catch (ImportFailed e) {
                err.println(e.explanation());
                err.printf("%,d transactions before it are in the ledger.%n", count(importing.transactions()));
                return 1;
            }
            report(importing, (System.nanoTime() - begun) / NANOS_PER_SECOND);
            return 0;
        } catch (ImportFailed e) {
            err.println(e.explanation());
            return 1;
        }
    }

    private TargetLedger target() {
        try {
            return new TargetLedger(ledger, name, timeZone);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private URI service() {
        return ServiceAddress.of(url, Set.of("http", "https"))
                .orElseThrow(() -> usage("--url has to be an address such as http://localhost:8080."));
    }

    private void report(ImportingBook importing, double seconds) {
        PrintWriter out = command.commandLine().getOut();
        out.printf("Ledger %s %s.%n", ledger, importing.ledgerOpened() ? "opened" : "was open already");
        line(out, "currencies", importing.currencies());
        line(out, "accounts", importing.accounts());
        line(out, "transactions", importing.transactions());
        out.printf("In %,.1f s: %,.0f transactions a second.%n", seconds, count(importing.transactions()) / seconds);
        out.flush();
    }

    private static void line(PrintWriter out, String what, Tally tally) {
        out.printf("%,9d %s imported, %,d were there already%n", tally.added(), what, tally.found());
    }

    private static long count(Tally tally) {
        return tally.added() + tally.found();
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
