package io.pacioli.infra.cli;

import io.pacioli.infra.cli.journalfile.ExportImpossible;
import io.pacioli.infra.cli.journalfile.Exported;
import io.pacioli.infra.cli.journalfile.ExportingJournal;
import io.pacioli.infra.cli.journalfile.NewFile;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pacioli backup}: everything that the embedded database cannot make again, in one compressed file. */
@Command(
        name = "backup",
        description =
                "Backs the embedded database up: the journals of all ledgers, compressed, as they are when it begins; the service may run or not.",
        footer = {
            "",
            "Read models and snapshots are not in it: they are made again from the journals. `pacioli restore` restores it.",
            "Exit status: 0 when it is backed up, 1 when the stored journal is damaged, 2 when it could not be backed up."
        })
public final class BackupCommand implements Callable<Integer> {
    static final String EXTERNAL = """
            This installation keeps its data on a PostgreSQL server of its own (PACIOLI_DATABASE_URL), which has better means: \
            back it up, and restore it, with pg_basebackup and archived WAL (docs/operations.md). \
            `pacioli export-journal --all` copies the journals from there, and `pacioli import-journal` to there.""";

    private static final int DONE = 0;
    private static final int DAMAGED = 1;
    private static final int NOT_DONE = 2;
    private static final int BUFFER_BYTES = 1 << 16;

    @Parameters(paramLabel = "FILE", description = "where to; it gets its name when it is complete")
    private Path file = Path.of("");

    @Option(names = "--force", description = "replace the file if there is one")
    private boolean force;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        if (!database.isEmbedded()) {
            err.println(EXTERNAL);
            return NOT_DONE;
        }
        try (DatabaseAccess access = database.open();
                NewFile backup = NewFile.begin(file, force)) {
            report(write(access, backup, err), command.commandLine().getOut());
            return DONE;
        } catch (ExportImpossible e) {
            err.println(e.getMessage());
            return e.isDamaged() ? DAMAGED : NOT_DONE;
        } catch (StartRefused e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println("The database could not be read: " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            err.println(e.getFile() + " is there already. Choose another name, or replace the file with --force.");
        } catch (IOException e) {
            err.println("The backup could not be written: " + e.getMessage());
        }
        return NOT_DONE;
    }

    private static Exported write(DatabaseAccess access, NewFile backup, PrintWriter err)
            throws SQLException, IOException {
        GZIPOutputStream compressed = new GZIPOutputStream(backup.out(), BUFFER_BYTES);
        Exported exported = new ExportingJournal(
                        access.source("pacioli backup"), Scope.EVERYTHING, Terminal.progress(err))
                .to(compressed);
        compressed.finish();
        backup.complete();
        return exported;
    }

    private void report(Exported exported, PrintWriter out) throws IOException {
        exported.ledgers()
                .forEach(ledger ->
                        out.printf("%s: %,d events, last hash %s%n", ledger.ledger(), ledger.events(), ledger.hash()));
        out.printf(
                "Backed up %,d events of %,d ledgers in %s (%,d bytes).%n",
                exported.events(), exported.ledgers().size(), file, Files.size(file));
        out.flush();
    }
}
