package io.pacioli.infra.cli;

import io.pacioli.infra.cli.service.ServiceClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code pacioli projections list}: how far each kind of read table is. */
@Command(name = "list", description = "Shows how far each kind of read table is behind the journal.")
final class ListProjectionsCommand extends OperatorCommand {

    @Override
    int run(ServiceClient service, PrintWriter out) {
        out.printf(
                "%-14s %10s %16s %12s %11s  %s%n", "NAME", "GENERATION", "POSITION", "EVENTS LEFT", "SECONDS", "STATE");
        for (JsonNode projection : get(service, PROJECTIONS).path("data")) {
            out.printf(
                    "%-14s %10d %,16d %,12d %,11.3f  %s%n",
                    projection.path("name").asString(""),
                    projection.path("generation").intValue(),
                    projection.path("position").longValue(),
                    projection.path("lagEvents").longValue(),
                    projection.path("lagSeconds").doubleValue(),
                    projection.path("state").asString(""));
        }
        return 0;
    }
}
