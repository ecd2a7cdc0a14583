package io.pacioli.infra.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pacioli serve}: runs the service until it is told to stop. */
@Command(
        name = "serve",
        description = "Starts the service, on a PostgreSQL of its own unless PACIOLI_DATABASE_URL names another one.")
public final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "the port of the API (default: 8080; 0: any free one)")
    private Integer port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the embedded PostgreSQL keeps its data (default: ./data)")
    private Path dataDirectory;

    @Option(names = "--unsafe", description = "serve although the database may lose acknowledged transactions")
    private boolean unsafe;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        try (var service = RunningService.start(RunningService.settings(port, dataDirectory, unsafe))) {
            if (service.isRunning()) {
                announce(service.address());
            }
            service.awaitStop();
        }
        return 0;
    }

    private void announce(String address) {
        var out = command.commandLine().getOut();
        out.printf(
                "Pacioli is ready: API %1$s/v1, documentation %1$s/docs. Try first: curl %1$s/v1/ledgers%n", address);
        out.flush();
    }
}
