package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.Head;
import io.pacioli.infra.eventstore.Snapshots;
import io.pacioli.infra.eventstore.StoredStream;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has seen of the journal: everything up to a position, and the aggregates as they stood there. Used by one
 * thread.
 */
final class NodeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(NodeMemory.class);
    private static final int EVENTS_PER_SNAPSHOT = 64;

    private final AppendSession session;
    private final Snapshots snapshots;
    private final SnapshotTaker snapshotTaker;
    private final AggregateCache aggregates;

    /** How far this node has seen everything; null where it cannot know. */
    private @Nullable Head seen;

    NodeMemory(AppendSession session, Snapshots snapshots, SnapshotTaker snapshotTaker, int aggregatesMax) {
        this.session = session;
        this.snapshots = snapshots;
        this.snapshotTaker = snapshotTaker;
        this.aggregates = new AggregateCache(aggregatesMax);
    }

    AggregateCache aggregates() {
        return aggregates;
    }

    /**
     * From where to decide: what is remembered, or, where nothing is or the head is to be held, where the journal has come to
     * meanwhile, after forgetting what has changed until there.
     */
    Head catchUp(boolean holdHead) throws SQLException {
        Head known = seen;
        if (known != null && !holdHead) {
            return known;
        }
        Head current = holdHead ? session.lockHead() : session.head();
        if (known == null) {
            aggregates.dropAll();
            session.forgetChains();
        } else if (current.position() != known.position()) {
            session.streamsGrown(known.position(), current.position())
                    .ifPresentOrElse(aggregates::drop, aggregates::dropAll);
            session.forgetChains();
        }
        seen = current;
        return current;
    }

    /** What is stored of the streams that these commands declare and that are not remembered. */
    Map<StreamId, StoredStream> lookUpMissing(Collection<PendingCommand> commands) throws SQLException {
        Set<StreamId> missing = new LinkedHashSet<>();
        for (PendingCommand command : commands) {
            for (StreamId stream : command.command().streams()) {
                if (!aggregates.holds(stream)) {
                    missing.add(stream);
                }
            }
        }
        return missing.isEmpty() ? new HashMap<>() : new HashMap<>(session.streams(missing));
    }

    /** What is committed is what this node has seen; aggregates stay as the batch left them. */
    void learn(Head head, Batch batch) {
        seen = head;
        batch.live().forEach((stream, entry) -> {
            if (entry.kept()) {
                aggregates.put(stream, entry);
                if (entry.eventsSinceSnapshot() >= EVENTS_PER_SNAPSHOT) {
                    takeSnapshot(stream, entry);
                }
            }
        });
    }

    private void takeSnapshot(StreamId stream, AggregateCache.Entry entry) {
        Object root = entry.aggregate().invoke(aggregate -> aggregate);
        try {
            if (snapshots.canKeep(root.getClass())
                    && snapshotTaker.offer(
                            snapshots.of(stream, entry.aggregate().version(), root))) {
                entry.snapshotTaken();
            }
        } catch (RuntimeException e) {
            // The batch is on disk, and whoever waits for its answers must not hear otherwise for want of a snapshot.
            LOG.error("No snapshot could be taken of the stream {}", stream, e);
        }
    }

    /** After a failure nobody knows what was stored: nothing that this node has seen counts any more. */
    void forgetEverything() {
        session.abandon();
        aggregates.dropAll();
        seen = null;
    }
}
