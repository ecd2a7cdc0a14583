package io.pacioli.infra.projection;

import io.pacioli.projections.deployment.FormerEditions;
import io.pacioli.projections.generation.Passing;
import io.pacioli.projections.rebuild.RebuildTidying;
import io.pacioli.projections.rebuild.Rebuilding;
import io.pacioli.projections.retry.Retrying;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has this node work at rebuilds on a thread of its own, and say on another that it is alive. It starts when the node serves;
 * where the database does not answer, it goes on when that is back.
 */
final class RebuildSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildSchedule.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final int SIGNS_OF_LIFE = 4;
    private static final int RETRIES_MAX = 20;

    private final DataSource dedicated;
    private final Rebuilding rebuilding;
    private final RebuildTidying tidying;
    private final FormerEditions editions;
    private final Retrying retrying;
    private final Duration signOfLifeEvery;
    private @Nullable Thread working;
    private @Nullable Thread living;

    /** @param dedicated gives a new connection each time, without a limit on how long a statement may take */
    RebuildSchedule(
            DataSource dedicated,
            Rebuilding rebuilding,
            RebuildTidying tidying,
            FormerEditions editions,
            Retrying retrying,
            Duration claimTimeout) {
        this.dedicated = dedicated;
        this.rebuilding = rebuilding;
        this.tidying = tidying;
        this.editions = editions;
        this.retrying = retrying;
        this.signOfLifeEvery = claimTimeout.dividedBy(SIGNS_OF_LIFE);
    }

    @Override
    public synchronized void start() {
        working = Thread.ofPlatform().name("pacioli-rebuild").daemon().start(this::workUntilStopped);
        living = Thread.ofVirtual().name("pacioli-rebuild-alive").start(this::liveUntilStopped);
    }

    private void workUntilStopped() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = dedicated.getConnection()) {
                work(connection);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SQLException | RuntimeException e) {
                if (Passing.is(e)) {
                    LOG.debug("Rebuilds wait for the database", e);
                } else {
                    LOG.error("Rebuilds and parked ledgers could not be gone on with", e);
                }
                pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void work(Connection connection) throws SQLException, InterruptedException {
        long tidied = System.nanoTime() - TIDY_EVERY.toNanos();
        while (true) {
            retry(connection);
            if (System.nanoTime() - tidied >= TIDY_EVERY.toNanos()) {
                tidied = System.nanoTime();
                tidy(connection);
            }
            Thread.sleep(rebuilding.work(connection));
        }
    }

    /** A bounded number of steps, for there may be a rebuild to go on with. */
    private void retry(Connection connection) throws SQLException {
        for (int step = 0; step < RETRIES_MAX && retrying.work(connection); step++) {
            LOG.debug("A parked ledger was tried again");
        }
    }

    private void tidy(Connection connection) throws SQLException {
        try {
            tidying.tidy(connection);
            editions.tidy(connection);
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
            LOG.debug("What rebuilds have left stays for now", e);
        }
    }

    private void liveUntilStopped() {
        while (!Thread.currentThread().isInterrupted()) {
            pause(signOfLifeEvery);
            try {
                rebuilding.extendClaims();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("Nobody was told that this node works at rebuilds", e);
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        Thread worker = working;
        Thread alive = living;
        if (worker == null || alive == null) {
            return;
        }
        working = null;
        living = null;
        worker.interrupt();
        alive.interrupt();
        try {
            if (worker.join(STOP_MAX)) {
                rebuilding.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("Another node takes rebuilds over when this one has been silent for long enough", e);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return working != null;
    }
}
