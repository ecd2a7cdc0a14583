package io.pacioli.infra.cli;

import io.pacioli.infra.PacioliApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pacioli serve}: runs the service until it is told to stop. */
@Command(
        name = "serve",
        description = "Starts the service, on a PostgreSQL of its own unless PACIOLI_DATABASE_URL names another one.")
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "the port of the API (default: 8080; 0: any free one)")
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
        var stopped = new CountDownLatch(1);
        var application = new SpringApplication(PacioliApplication.class);
        application.addListeners(event -> {
            if (event instanceof ContextClosedEvent) {
                stopped.countDown();
            }
        });
        try {
            var context = (WebServerApplicationContext) application.run(arguments());
            announce(context.getWebServer().getPort());
        } catch (RuntimeException e) {
            command.commandLine().getErr().println(StartFailure.explain(e));
            return 1;
        }
        stopped.await();
        return 0;
    }

    /** The options as settings; what was not given is left to the environment and to the defaults. */
    private String[] arguments() {
        List<String> settings = new ArrayList<>();
        if (port != null) {
            settings.add("--server.port=" + port);
        }
        if (dataDirectory != null) {
            settings.add("--pacioli.data-dir=" + dataDirectory);
        }
        if (unsafe) {
            settings.add("--pacioli.unsafe=true");
        }
        return settings.toArray(String[]::new);
    }

    private void announce(int actualPort) {
        var address = "http://localhost:" + actualPort;
        command.commandLine()
                .getOut()
                .printf(
                        "Pacioli is ready at %1$s/v1 (documentation: %1$s/docs). Try first: curl %1$s/v1/ledgers%n",
                        address);
    }
}
