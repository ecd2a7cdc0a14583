package io.pacioli.infra;

import io.pacioli.infra.cli.BackupCommand;
import io.pacioli.infra.cli.BenchCommand;
import io.pacioli.infra.cli.DemoCommand;
import io.pacioli.infra.cli.ExportJournalCommand;
import io.pacioli.infra.cli.Failure;
import io.pacioli.infra.cli.ImportCommand;
import io.pacioli.infra.cli.ImportJournalCommand;
import io.pacioli.infra.cli.ProjectionsCommand;
import io.pacioli.infra.cli.RehearseCommand;
import io.pacioli.infra.cli.RestoreCommand;
import io.pacioli.infra.cli.ServeCommand;
import io.pacioli.infra.cli.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ScopeType;

/** The command line; each subcommand decides for itself whether it needs the whole service. */
@Command(
        name = "pacioli",
        description = "A double-entry ledger service.",
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            VerifyCommand.class,
            ExportJournalCommand.class,
            ImportJournalCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            ProjectionsCommand.class,
            RehearseCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Pacioli {
    private Pacioli() {}

    public static void main(String[] arguments) {
        // Axon would otherwise report the installation to its maker's servers.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Pacioli()).setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println(Failure.explain(failure));
            return ExitCode.SOFTWARE;
        });
    }
}
