package io.pacioli.infra.cli;

import io.pacioli.infra.cli.journalfile.FileDamaged;
import io.pacioli.infra.cli.journalfile.ImportRefused;
import io.pacioli.infra.cli.journalfile.Imported;
import io.pacioli.infra.cli.journalfile.ImportingJournals;
import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
import io.pacioli.infra.postgres.embedded.RestoredDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pacioli restore}: makes an embedded database with what a backup holds. */
@Command(
        name = "restore",
        description = "Restores a backup into a data directory that is empty, or not there yet.",
        footer = {
            "",
            "The file is checked to its end first, and the directory gets a database when all of it is there.",
            "The next start makes the read models. `pacioli import-journal --check FILE` checks a backup alone.",
            "Exit status: 0 when it is restored, 1 when the file is refused, 2 when it could not be restored."
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final int RESTORED = 0;
    private static final int DAMAGED = 1;
    private static final int NOT_RESTORED = 2;

    @Parameters(paramLabel = "FILE", description = "the backup")
    private Path file = Path.of("");

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        if (!database.isEmbedded()) {
            err.println(BackupCommand.EXTERNAL);
            return NOT_RESTORED;
        }
        try (RestoredDirectory directory =
                RestoredDirectory.begin(database.dataDirectory(), database.serverOptions())) {
            ImportingJournals importing = new ImportingJournals(List.of(file), Terminal.progress(err));
            importing.check();
            Imported restored;
            try (DatabaseAccess access =
                    DatabaseOption.of(directory.unfinished()).prepare()) {
                restored = importing.into(access.source("pacioli restore"));
            }
            directory.complete();
            command.commandLine()
                    .getOut()
                    .printf(
                            "Restored %,d events of %,d ledgers in %s, the last recorded at %s.%n",
                            restored.events(), restored.ledgers(), database.dataDirectory(), restored.lastRecordedAt());
            command.commandLine().getOut().flush();
            return RESTORED;
        } catch (FileDamaged e) {
            err.println(e.getMessage());
            err.println("Nothing was restored.");
            return DAMAGED;
        } catch (StartRefused | ImportRefused e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println("The database could not be written, and nothing was restored: " + e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile());
        } catch (IOException e) {
            err.println("Nothing was restored: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("Interrupted; nothing was restored.");
        }
        return NOT_RESTORED;
    }
}
