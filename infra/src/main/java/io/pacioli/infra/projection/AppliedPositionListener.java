package io.pacioli.infra.projection;

import io.pacioli.infra.postgres.PoolUse;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.position.AnnouncingPosition;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.position.NodeId;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Learns from the database how far another node has brought the read tables: by notification, and by looking once a second. */
final class AppliedPositionListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AppliedPositionListener.class);
    /** The node, its edition and the position. */
    private static final int PARTS = 3;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DataSource dedicated;
    private final ReadSnapshots snapshots;
    private final AppliedPosition applied;
    private final AnnouncingPosition announcing;
    private final NodeId node;
    private final Edition edition;
    private final PoolUse poolUse = new PoolUse();
    private volatile @Nullable Thread listening;

    AppliedPositionListener(
            DataSource dedicated,
            ReadSnapshots snapshots,
            AppliedPosition applied,
            AnnouncingPosition announcing,
            NodeId node,
            Edition edition) {
        this.dedicated = dedicated;
        this.snapshots = snapshots;
        this.applied = applied;
        this.announcing = announcing;
        this.node = node;
        this.edition = edition;
    }

    @Override
    public void start() {
        announcing.found(snapshots.look(ReadSnapshot::position));
        Thread thread = Thread.ofVirtual().name("pacioli-applied").unstarted(this::listenUntilStopped);
        // Before it starts: a thread that does not find itself there ends, and other nodes would go unheard.
        listening = thread;
        thread.start();
    }

    private void listenUntilStopped() {
        while (isListening()) {
            try (Connection connection = dedicated.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The read tables are not heard; trying again", e);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + Generations.CHANNEL);
        }
        // Nobody can tell what was missed while nobody listened.
        announcing.switched();
        PGConnection channel = connection.unwrap(PGConnection.class);
        long before = -1;
        while (isListening()) {
            PGNotification @Nullable [] heard = channel.getNotifications((int) LOOK_EVERY.toMillis());
            if (heard == null || heard.length == 0) {
                // Between this node's commit and its own announcement the tables are ahead for a moment, rightly so.
                if (before == applied.get()) {
                    poolUse.run(() -> announcing.found(snapshots.look(ReadSnapshot::position)));
                }
                before = applied.get();
            } else {
                for (PGNotification notification : heard) {
                    hear(notification.getParameter());
                }
            }
        }
    }

    private void hear(String notice) {
        if (notice.equals(Generations.SWITCHED)) {
            announcing.switched();
            return;
        }
        String[] parts = notice.split(" ", -1);
        // Of another edition's tables nobody here is told anything.
        if (parts.length == PARTS && !parts[0].equals(node.toString()) && parts[1].equals(edition.toString())) {
            announcing.found(Long.parseLong(parts[2]));
        }
    }

    /** Whether this thread is still the one that listens. */
    private boolean isListening() {
        return Thread.currentThread() == listening;
    }

    @Override
    public void stop() {
        Thread thread = listening;
        listening = null;
        if (thread != null) {
            poolUse.interrupt(thread);
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}
