package io.pacioli.infra.cli;

import io.pacioli.infra.PacioliApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The service in this process, from ready to stopped: by {@link #close}, or by a signal. */
final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final CountDownLatch stopped;

    private RunningService(ConfigurableApplicationContext context, CountDownLatch stopped) {
        this.context = context;
        this.stopped = stopped;
    }

    /**
     * Starts the service and returns when it answers requests.
     *
     * @param settings settings as arguments, such as {@code --server.port=0}; they win over the environment
     */
    static RunningService start(List<String> settings) {
        var stopped = new CountDownLatch(1);
        var application = new SpringApplication(PacioliApplication.class);
        application.addListeners(event -> {
            if (event instanceof ContextClosedEvent) {
                stopped.countDown();
            }
        });
        return new RunningService(application.run(settings.toArray(String[]::new)), stopped);
    }

    /** The settings that start the service on a port and a data directory; null leaves one to the environment. */
    static List<String> settings(Integer port, Path dataDirectory, boolean unsafe) {
        var settings = new ArrayList<String>();
        if (port != null) {
            settings.add("--server.port=" + port);
        }
        if (dataDirectory != null) {
            settings.add("--pacioli.data-dir=" + dataDirectory);
        }
        if (unsafe) {
            settings.add("--pacioli.unsafe=true");
        }
        return settings;
    }

    /** The address of its API's host, such as {@code http://localhost:8080}. */
    String address() {
        return "http://localhost:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    boolean isRunning() {
        return context.isActive();
    }

    /** Waits until the service begins to stop. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
