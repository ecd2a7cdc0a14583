package io.pacioli.infra.projection;

import io.pacioli.infra.postgres.PoolUse;
import io.pacioli.projections.deployment.Deployment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Looks again and again whether this build's read tables can be read, until they can. */
final class DeploymentWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Deployment deployment;
    private final PoolUse poolUse = new PoolUse();
    private volatile @Nullable Thread watching;

    DeploymentWatch(Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public void start() {
        look();
        watching = Thread.ofVirtual().name("pacioli-deployment").start(this::watch);
    }

    private void watch() {
        try {
            while (!deployment.isBuilt()) {
                Thread.sleep(LOOK_EVERY);
                poolUse.run(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            deployment.look();
        } catch (DataAccessException e) {
            LOG.debug("Nobody could tell whether the read tables are built", e);
        }
    }

    @Override
    public void stop() {
        Thread thread = watching;
        watching = null;
        if (thread != null) {
            poolUse.interrupt(thread);
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
