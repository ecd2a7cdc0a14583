package io.pacioli.infra.cli;

import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import io.pacioli.projections.generation.ForgettingGenerations;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.ReadTablesInUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
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
            "The journal is not touched. Until the tables have caught up, queries answer from what is there so far.",
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
            List<Generation> taken = reset(dataDirectory);
            command.commandLine()
                    .getOut()
                    .println(
                            taken.isEmpty()
                                    ? "There are no read tables."
                                    : taken.stream()
                                            .map(Generation::schema)
                                            .collect(Collectors.joining(
                                                    ", ", "Taken away: ", ". The next start makes them anew.")));
            return 0;
        } catch (StartRefused e) {
            command.commandLine().getErr().println(e.getMessage());
        } catch (ReadTablesInUse e) {
            command.commandLine()
                    .getErr()
                    .println(
                            "A service is working on the read tables, or was killed within the last seconds. Stop it first.");
        } catch (DataAccessException | TransactionException e) {
            command.commandLine().getErr().println("The read tables could not be taken away: " + e.getMessage());
        }
        return 1;
    }

    /** @param dataDirectory a directory that was named is meant, whatever else the environment names; null: what that names */
    static List<Generation> reset(@Nullable Path dataDirectory) {
        BoundSettings settings = BoundSettings.with(
                dataDirectory == null
                        ? Map.of()
                        : Map.of("pacioli.data-dir", dataDirectory.toString(), "pacioli.database.url", ""));
        try (DatabaseAccess database = DatabaseAccess.open(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class))) {
            return new ForgettingGenerations(database.source("pacioli projections reset")).run();
        }
    }
}
