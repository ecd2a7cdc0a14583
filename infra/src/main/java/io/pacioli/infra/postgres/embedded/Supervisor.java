package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server again whenever its process ends, until it is closed, which stops the server. */
final class Supervisor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration BACK_OFF_MIN = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final ServerSettings settings;
    private final Thread thread;
    private volatile Process server;

    private Supervisor(Cluster cluster, ServerSettings settings, Process server) {
        this.cluster = cluster;
        this.settings = settings;
        this.server = server;
        thread = Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::run);
    }

    static Supervisor watch(Cluster cluster, ServerSettings settings, Process server) {
        var supervisor = new Supervisor(cluster, settings, server);
        supervisor.thread.start();
        return supervisor;
    }

    /** Stops watching and then the server; a start that is under way is given up. */
    @Override
    public void close() {
        try {
            thread.interrupt();
            thread.join();
            cluster.stop(server);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was stopping", e);
        }
    }

    private void run() {
        try {
            while (true) {
                var status = server.waitFor();
                log.error("PostgreSQL ended unexpectedly with status {} and is started again", status);
                server = startAgain();
                log.info("PostgreSQL runs again");
            }
        } catch (InterruptedException e) {
            log.debug("PostgreSQL is no longer watched");
        }
    }

    private Process startAgain() throws InterruptedException {
        for (var backOff = BACK_OFF_MIN; ; backOff = doubled(backOff)) {
            try {
                return cluster.start(settings);
            } catch (IOException | StartRefused e) {
                log.error("PostgreSQL did not start; next attempt in {} ms", backOff.toMillis(), e);
                Thread.sleep(backOff);
            }
        }
    }

    private static Duration doubled(Duration backOff) {
        var next = backOff.multipliedBy(2);
        return next.compareTo(BACK_OFF_MAX) < 0 ? next : BACK_OFF_MAX;
    }
}
