package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.Snapshot;
import io.pacioli.infra.eventstore.SnapshotStore;
import io.pacioli.infra.postgres.PoolUse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots behind the deciding thread's back, those of half a second together, or as many as there is room for: each written by
 * itself is one more commit beside those that clients wait for. One that finds no room is left out: the next will come.
 */
public final class SnapshotTaker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
    private static final int WAITING_MAX = 10_000;
    private static final int WRITTEN_TOGETHER_MAX = 2_000;
    private static final Duration GATHERED_FOR = Duration.ofMillis(500);

    private final SnapshotStore store;
    private final BlockingQueue<Snapshot> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final PoolUse poolUse = new PoolUse();
    private final Thread writing;

    public SnapshotTaker(SnapshotStore store) {
        this.store = store;
        this.writing = Thread.ofVirtual().name("pacioli-snapshots").start(this::writeUntilClosed);
    }

    /** Whether there was room. */
    boolean offer(Snapshot snapshot) {
        return waiting.offer(snapshot);
    }

    private void writeUntilClosed() {
        List<Snapshot> taken = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                taken.add(waiting.take());
                if (waiting.size() < WRITTEN_TOGETHER_MAX) {
                    Thread.sleep(GATHERED_FOR);
                }
                waiting.drainTo(taken, WRITTEN_TOGETHER_MAX - 1);
                poolUse.run(() -> write(taken));
                taken.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Snapshot> taken) {
        Map<StreamId, Snapshot> newest = new LinkedHashMap<>();
        taken.forEach(snapshot -> newest.put(snapshot.stream(), snapshot));
        try {
            store.store(newest.values());
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{} snapshots were not written: {}", newest.size(), e.getMessage());
        }
    }

    @Override
    public void close() {
        poolUse.interrupt(writing);
    }
}
