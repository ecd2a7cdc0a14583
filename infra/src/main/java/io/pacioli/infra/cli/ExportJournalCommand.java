package io.pacioli.infra.cli;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.journalfile.ExportImpossible;
import io.pacioli.infra.cli.journalfile.Exported;
import io.pacioli.infra.cli.journalfile.ExportingJournal;
import io.pacioli.infra.cli.journalfile.NewFile;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pacioli export-journal}: writes the journal of a ledger, or of all, as JSON lines, straight from the database. */
@Command(
        name = "export-journal",
        description =
                "Exports the journal of a ledger, or of all, hashes included, straight from the database; the service may run or not.",
        footer = {
            "",
            "The file is what docs/check_journal.py checks and `import-journal` takes; docs/journal.md tells the format.",
            "Exit status: 0 when it is exported, 1 when the stored journal is damaged, 2 when it could not be exported.",
            "The database is that of PACIOLI_DATABASE_URL, or else the embedded one of the data directory."
        })
public final class ExportJournalCommand implements Callable<Integer> {
    private static final int EXPORTED = 0;
    private static final int DAMAGED = 1;
    private static final int NOT_EXPORTED = 2;
    private static final String STANDARD_OUTPUT = "-";
    private static final int BUFFER_BYTES = 1 << 16;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** Of which ledgers. */
    static final class Which {
        @Option(names = "--ledger", required = true, paramLabel = "ID", description = "of one ledger")
        private @Nullable String ledger;

        @Option(names = "--all", required = true, description = "of all ledgers, in the order in which it came to be")
        private boolean all;
    }

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = "where to; a file gets its name when it is complete (default: standard output)")
    private String out = STANDARD_OUTPUT;

    @Option(names = "--force", description = "replace the file if there is one")
    private boolean force;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        Scope scope = scope();
        PrintWriter err = command.commandLine().getErr();
        try (DatabaseAccess access = database.open()) {
            ExportingJournal exporting =
                    new ExportingJournal(access.source("pacioli export-journal"), scope, Terminal.progress(err));
            report(out.equals(STANDARD_OUTPUT) ? toStandardOutput(exporting) : toFile(exporting), err);
            return EXPORTED;
        } catch (ExportImpossible e) {
            err.println(e.getMessage());
            return e.isDamaged() ? DAMAGED : NOT_EXPORTED;
        } catch (StartRefused e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println("The database could not be read: " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            err.println(e.getFile() + " is there already. Choose another name, or replace the file with --force.");
        } catch (IOException e) {
            err.println("The journal could not be written: " + e.getMessage());
        }
        return NOT_EXPORTED;
    }

    private Scope scope() {
        if (which.all) {
            return Scope.EVERYTHING;
        }
        String ledger = Objects.requireNonNull(which.ledger);
        if (!LedgerId.isWellFormed(ledger)) {
            throw new ParameterException(
                    command.commandLine(), "A ledger's id is 1 to 63 lower-case letters, digits and inner hyphens.");
        }
        return new Scope(LedgerId.of(ledger));
    }

    private Exported toFile(ExportingJournal exporting) throws SQLException, IOException {
        try (NewFile file = NewFile.begin(Path.of(out), force)) {
            Exported exported = exporting.to(file.out());
            file.complete();
            return exported;
        }
    }

    private static Exported toStandardOutput(ExportingJournal exporting) throws SQLException, IOException {
        // Not closed: the output is the process's, and lasts as long as that.
        OutputStream bytes = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
        Exported exported = exporting.to(bytes);
        bytes.flush();
        return exported;
    }

    /** On standard error, because standard output may be the file. */
    private static void report(Exported exported, PrintWriter err) {
        exported.ledgers()
                .forEach(ledger ->
                        err.printf("%s: %,d events, last hash %s%n", ledger.ledger(), ledger.events(), ledger.hash()));
        err.printf(
                "Exported %,d events of %,d ledgers.%n",
                exported.events(), exported.ledgers().size());
        err.flush();
    }
}
