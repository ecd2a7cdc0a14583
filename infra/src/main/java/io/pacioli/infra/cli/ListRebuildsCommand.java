package io.pacioli.infra.cli;

import io.pacioli.infra.cli.service.ServiceClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code pacioli projections rebuilds}: what is and was being rebuilt. */
@Command(name = "rebuilds", description = "Lists the last rebuilds of read tables.")
final class ListRebuildsCommand extends OperatorCommand {

    @Override
    int run(ServiceClient service, PrintWriter out) {
        for (JsonNode rebuild : get(service, REBUILDS).path("data")) {
            out.println(RebuildText.line(rebuild));
        }
        return 0;
    }
}
