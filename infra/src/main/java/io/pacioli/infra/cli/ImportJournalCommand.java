package io.pacioli.infra.cli;

import io.pacioli.infra.cli.journalfile.FileDamaged;
import io.pacioli.infra.cli.journalfile.ImportRefused;
import io.pacioli.infra.cli.journalfile.Imported;
import io.pacioli.infra.cli.journalfile.ImportingJournals;
import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pacioli import-journal}: takes exported journals into an installation that does not have these ledgers. */
@Command(
        name = "import-journal",
        description = "Imports journals that were exported: events, hashes and keys as they were recorded.",
        footer = {
            "",
            "Files are checked to their ends before anything is written, and written in one transaction: all of it or nothing.",
            "Several files are merged by the times at which their events were recorded. Where a service runs, its commands wait.",
            "Exit status: 0 when it is imported, 1 when a file is refused, 2 when it could not be imported.",
            "The database is that of PACIOLI_DATABASE_URL, or else the embedded one of the data directory; it is made if need be."
        })
public final class ImportJournalCommand implements Callable<Integer> {
    private static final int IMPORTED = 0;
    private static final int DAMAGED = 1;
    private static final int NOT_IMPORTED = 2;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "journal files, compressed by gzip or not")
    private List<Path> files = List.of();

    @Option(names = "--check", description = "check the files, and import nothing; needs no database")
    private boolean checkOnly;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ImportingJournals importing = new ImportingJournals(files, Terminal.progress(err));
        try {
            Imported checked = importing.check();
            if (checkOnly) {
                report(out, "Checked %,d events of %,d ledgers, the last recorded at %s.", checked);
                return IMPORTED;
            }
            try (DatabaseAccess access = database.prepare()) {
                Imported imported = importing.into(access.source("pacioli import-journal"));
                report(out, "Imported %,d events of %,d ledgers, the last recorded at %s.", imported);
            }
            return IMPORTED;
        } catch (FileDamaged e) {
            err.println(e.getMessage());
            err.println("Nothing was imported.");
            return DAMAGED;
        } catch (StartRefused | ImportRefused e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println("The database could not be written, and nothing was imported: " + e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile());
        } catch (IOException e) {
            err.println("The files could not be read, and nothing was imported: " + e.getMessage());
        }
        return NOT_IMPORTED;
    }

    private static void report(PrintWriter out, String words, Imported what) {
        out.printf(words + "%n", what.events(), what.ledgers(), what.lastRecordedAt());
        out.flush();
    }
}
