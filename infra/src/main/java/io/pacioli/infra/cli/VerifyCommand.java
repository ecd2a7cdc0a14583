package io.pacioli.infra.cli;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.cli.verifying.Verdict;
import io.pacioli.infra.cli.verifying.Verification;
import io.pacioli.infra.cli.verifying.VerificationImpossible;
import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pacioli verify}: checks all that is stored, straight from the database. */
@Command(
        name = "verify",
        description =
                "Checks the event store and the read models, straight from the database; the service may run or not.",
        footer = {
            "",
            "Exit status: 0 when everything is as it has to be, 1 on any difference, 2 when it could not be checked.",
            "The database is that of PACIOLI_DATABASE_URL, or else the embedded one of the data directory."
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int DIFFERENT = 1;
    private static final int NOT_CHECKED = 2;
    private static final double MILLIS_PER_SECOND = 1e3;

    @Option(names = "--ledger", paramLabel = "ID", description = "one ledger alone (default: everything)")
    private String ledger;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        Scope scope = scope();
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try (DatabaseAccess access = database.open()) {
            Verdict verdict = new Verification(
                            access.source("pacioli verify"), scope, out::println, Terminal.progress(err))
                    .run();
            report(verdict, out);
            return verdict.isClean() ? CLEAN : DIFFERENT;
        } catch (StartRefused | VerificationImpossible e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println("The database could not be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("Interrupted before everything was checked.");
        }
        return NOT_CHECKED;
    }

    private Scope scope() {
        if (ledger == null) {
            return Scope.EVERYTHING;
        }
        if (!LedgerId.isWellFormed(ledger)) {
            throw new ParameterException(
                    command.commandLine(), "A ledger's id is 1 to 63 lower-case letters, digits and inner hyphens.");
        }
        return new Scope(LedgerId.of(ledger));
    }

    private static void report(Verdict verdict, PrintWriter out) {
        double seconds = verdict.took().toMillis() / MILLIS_PER_SECOND;
        out.printf(
                "Checked %,d events of %,d ledgers with %,d accounts in %,.1f s (%,.0f a second), %,d stream rows, %,d keys, %,d snapshots.%n",
                verdict.events(),
                verdict.ledgers(),
                verdict.accounts(),
                seconds,
                verdict.events() / seconds,
                verdict.streamRows(),
                verdict.keyRows(),
                verdict.snapshots());
        if (verdict.readPosition() > 0) {
            out.printf(
                    "The read models, with %,d entries, were compared at position %,d.%n",
                    verdict.entries(), verdict.readPosition());
        } else {
            out.println("There are no read models to compare.");
        }
        verdict.leftOut().forEach(out::println);
        out.println(
                verdict.isClean()
                        ? "No differences."
                        : "%,d differences: %s.".formatted(verdict.differenceCount(), byInvariant(verdict)));
        out.flush();
    }

    private static String byInvariant(Verdict verdict) {
        return verdict.differences().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
