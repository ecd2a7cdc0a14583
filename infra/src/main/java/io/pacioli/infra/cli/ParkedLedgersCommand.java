package io.pacioli.infra.cli;

import io.pacioli.infra.cli.service.ServiceClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees and does of the ledgers that projections pass over. */
abstract class ParkedLedgersCommand extends OperatorCommand {

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            defaultValue = "all",
            description = "only of this projection (default: ${DEFAULT-VALUE})")
    private String projection;

    final String path() {
        if (!projection.matches("[a-z-]{1,40}")) {
            throw new Refused("There is no projection of that name.");
        }
        return "%s/%s/parked-ledgers".formatted(PROJECTIONS, projection);
    }

    static String ledger(String name) {
        if (!name.matches("[a-z0-9-]{1,63}")) {
            throw new Refused("There is no ledger of that name.");
        }
        return name;
    }

    static int show(JsonNode found, PrintWriter out) {
        for (JsonNode parked : found.path("data")) {
            out.printf(
                    "%s  %s  %s at position %,d, since %s, tried again %d times%s%n    %s%n",
                    parked.path("projection").asString(""),
                    parked.path("ledger").asString(""),
                    parked.path("eventType").asString(""),
                    parked.path("position").longValue(),
                    parked.path("parkedAt").asString(""),
                    parked.path("retries").intValue(),
                    parked.path("underWay").booleanValue() ? ", under way" : "",
                    parked.path("cause").asString(""));
        }
        if (found.path("data").isEmpty()) {
            out.println("No ledger is parked.");
        }
        return 0;
    }

    /** {@code pacioli projections parked}. */
    @Command(
            name = "parked",
            description = "Lists the ledgers that projections pass over since an event that they could not take in.")
    static final class ListThem extends ParkedLedgersCommand {
        @Override
        int run(ServiceClient service, PrintWriter out) {
            return show(get(service, path()), out);
        }
    }

    /** {@code pacioli projections retry}. */
    @Command(name = "retry", description = "Has the read tables take in what they lack of a parked ledger, or of all.")
    static final class Retry extends ParkedLedgersCommand {
        @Parameters(paramLabel = "LEDGER", arity = "0..1", description = "a parked ledger (default: all of them)")
        private @Nullable String ledger;

        @Override
        int run(ServiceClient service, PrintWriter out) {
            String path = ledger == null ? path() : path() + "/" + ledger(ledger);
            return show(post(service, path + "/retry", "{}"), out);
        }
    }

    /** {@code pacioli projections skip}. */
    @Command(
            name = "skip",
            description =
                    "Passes the event over for good that a parked ledger fails on, and takes in what comes after it.")
    static final class Skip extends ParkedLedgersCommand {
        @Parameters(paramLabel = "LEDGER", description = "a parked ledger")
        private String ledger;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it stays on record")
        private String reason;

        @Override
        int run(ServiceClient service, PrintWriter out) {
            String body =
                    JsonMapper.shared().createObjectNode().put("reason", reason).toString();
            return show(post(service, "%s/%s/skip".formatted(path(), ledger(ledger)), body), out);
        }
    }
}
