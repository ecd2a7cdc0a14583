package io.pacioli.infra.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pacioli projections reset}: takes the read tables away while no service runs, so that the next start makes them anew. */
@Command(
        name = "reset",
        description =
                "Takes the read tables away, while no service runs; the next start makes them anew from the journal.",
        footer = {
            "",
            "The journal is not touched. Queries are answered once the tables have all of it.",
            "The database is that of PACIOLI_DATABASE_URL, or else the embedded one of the data directory."
        })
final class ResetProjectionsCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the embedded PostgreSQL keeps its data (default: ./data)")
    private @Nullable Path dataDirectory;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        try {
            List<String> taken = TakingReadTablesAway.of(dataDirectory);
            command.commandLine()
                    .getOut()
                    .println(
                            taken.isEmpty()
                                    ? "There are no read tables."
                                    : taken.stream()
                                            .collect(Collectors.joining(
                                                    ", ", "Taken away: ", ". The next start makes them anew.")));
            return 0;
        } catch (ReadTablesKept e) {
            command.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
