package io.pacioli.infra.cli;

import picocli.CommandLine.Command;

/** {@code pacioli projections}: what an operator does with the read tables. */
@Command(
        name = "projections",
        description = "Looks after the read tables.",
        subcommands = ResetProjectionsCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class ProjectionsCommand {}
