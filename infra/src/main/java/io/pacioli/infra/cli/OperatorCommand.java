package io.pacioli.infra.cli;

import io.pacioli.infra.cli.service.Answer;
import io.pacioli.infra.cli.service.ServiceClient;
import io.pacioli.infra.cli.service.Unanswered;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that asks a running service for what operators see and do. */
abstract class OperatorCommand implements Callable<Integer> {

    static final String PROJECTIONS = "/v1/projections";

    /** Rebuilds are numbered through, whichever tables they are of. */
    static final String REBUILDS = PROJECTIONS + "/all/rebuilds";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "the address of the service (default: ${DEFAULT-VALUE})")
    private URI url;

    @Spec
    private CommandSpec command;

    /** The service has refused something. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(Answer answer) {
            this("%s: %s".formatted(answer.code(), answer.detail()));
        }

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public final Integer call() {
        URI service = ServiceAddress.of(url, Set.of("http", "https"))
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "--url has to be an address such as http://localhost:8080."));
        try (ServiceClient client = new ServiceClient(service)) {
            return run(client, out());
        } catch (Refused | Unanswered e) {
            command.commandLine().getErr().println(e.getMessage());
            return 1;
        } finally {
            out().flush();
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** @return the status with which the program ends */
    abstract int run(ServiceClient service, PrintWriter out);

    static JsonNode get(ServiceClient service, String path) {
        return require(service.get(path, null));
    }

    static JsonNode post(ServiceClient service, String path, String body) {
        return require(service.post(path, UUID.randomUUID().toString(), body));
    }

    private static JsonNode require(Answer answer) {
        if (!answer.isOk()) {
            throw new Refused(answer);
        }
        return answer.json();
    }
}
