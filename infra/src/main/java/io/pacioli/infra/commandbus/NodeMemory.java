package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.StreamId;
import io.pacioli.infra.eventstore.AppendSession;
import io.pacioli.infra.eventstore.Head;
import io.pacioli.infra.eventstore.LookupSession;
import io.pacioli.infra.eventstore.Snapshot;
import io.pacioli.infra.eventstore.Snapshots;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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

    private final LookupSession lookups;
    private final AppendSession session;
    private final Snapshots snapshots;
    private final AggregateCache aggregates;

    /** How far this node has seen everything; null where it cannot know. */
    private @Nullable Head seen;

    NodeMemory(LookupSession lookups, AppendSession session, Snapshots snapshots, int aggregatesMax) {
        this.lookups = lookups;
        this.session = session;
        this.snapshots = snapshots;
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
        Head current = session.lockHead();
        if (!holdHead) {
            // It was waited for all the same: a commit of ours of which nothing was heard may be under way still.
            session.rollBack();
        }
        if (known == null || current.position() < known.position()) {
            aggregates.dropAll();
            session.forgetChains();
        } else if (current.position() != known.position()) {
            lookups.streamsGrown(known.position(), current.position())
                    .ifPresentOrElse(aggregates::drop, aggregates::dropAll);
            session.forgetChains();
        }
        seen = current;
        return current;
    }

    /** The streams that these commands declare and that are not remembered. */
    Set<StreamId> missing(Collection<PendingCommand> commands) {
        Set<StreamId> missing = new LinkedHashSet<>();
        for (PendingCommand command : commands) {
            for (StreamId stream : command.command().streams()) {
                if (!aggregates.holds(stream)) {
                    missing.add(stream);
                }
            }
        }
        return missing;
    }

    /**
     * Goes on from a batch that is decided as if it were stored: its aggregates stay as it left them.
     *
     * @return snapshots that are due, to be kept once the batch is stored
     */
    List<Snapshot> learn(Head from, Batch batch) {
        int facts = batch.staging().facts().size();
        if (facts == 0) {
            return List.of();
        }
        batch.countLargeFacts();
        List<Snapshot> due = new ArrayList<>();
        seen = new Head(from.position() + facts, batch.decidedAt().instant());
        batch.live().forEach((stream, entry) -> {
            if (entry.kept()) {
                aggregates.put(stream, entry);
                if (entry.isSnapshotDue()) {
                    addSnapshot(stream, entry, due);
                }
            }
        });
        return due;
    }

    private void addSnapshot(StreamId stream, AggregateCache.Entry entry, List<Snapshot> due) {
        Object root = entry.aggregate().invoke(aggregate -> aggregate);
        try {
            if (snapshots.canKeep(root.getClass())) {
                due.add(snapshots.of(stream, entry.aggregate().version(), root));
                entry.snapshotTaken();
            }
        } catch (RuntimeException e) {
            // Nobody must hear that a command failed for want of a snapshot.
            LOG.error("No snapshot could be taken of the stream {}", stream, e);
        }
    }

    /** Forgets what was decided and not stored. */
    void backTo(List<DecidedBatch> lost) {
        lost.forEach(batch -> batch.batch().forget());
        if (seen != null && !lost.isEmpty()) {
            seen = lost.getFirst().from();
        }
    }

    /** After a failure nobody knows what was stored: nothing that this node has seen counts any more. */
    void forgetEverything() {
        lookups.abandon();
        session.abandon();
        aggregates.dropAll();
        seen = null;
    }
}
