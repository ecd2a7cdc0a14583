package io.pacioli.infra.cli;

import picocli.CommandLine.Command;

/** {@code pacioli projections}: what an operator does with the read tables. */
@Command(
        name = "projections",
        description = "Looks after the read tables.",
        subcommands = {
            ListProjectionsCommand.class,
            RebuildCommand.class,
            ListRebuildsCommand.class,
            DecideRebuildCommand.Pause.class,
            DecideRebuildCommand.Resume.class,
            DecideRebuildCommand.Throttle.class,
            DecideRebuildCommand.Cancel.class,
            DecideRebuildCommand.Switch.class,
            DecideRebuildCommand.SwitchBack.class,
            ParkedLedgersCommand.ListThem.class,
            ParkedLedgersCommand.Retry.class,
            ParkedLedgersCommand.Skip.class,
            ResetProjectionsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class ProjectionsCommand {}
