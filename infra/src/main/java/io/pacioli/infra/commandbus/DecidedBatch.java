package io.pacioli.infra.commandbus;

import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.Head;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.Snapshot;
import io.pacioli.infra.eventstore.StagedBatch;
import io.pacioli.infra.eventstore.StagedFact;
import java.util.Collection;
import java.util.List;

/**
 * A batch that is decided and not yet on disk. Nothing in it changes any more, so that one thread may store it while another
 * looks into it.
 *
 * @param from what it was decided from; the facts come right behind it
 * @param newKeys the hashes of keys that were taken for new without being looked up
 * @param snapshots of aggregates as they stand after it, to be kept once it is on disk
 */
record DecidedBatch(
        Head from,
        Batch batch,
        Decisions decisions,
        List<PendingCommand> commands,
        Collection<Long> newKeys,
        List<Snapshot> snapshots) {

    List<StagedFact> facts() {
        return batch.staging().facts();
    }

    StagedBatch staged() {
        return new StagedBatch(batch.decidedAt().instant(), facts());
    }

    /** Where the journal stands when it is stored. */
    Head to() {
        return facts().isEmpty()
                ? from
                : new Head(from.position() + facts().size(), batch.decidedAt().instant());
    }

    boolean takes(UniqueKey key) {
        return batch.staging().holds(key) || decisions.accepted(key);
    }

    /** Also where the aggregate has been forgotten since, because a later command of the batch was undone. */
    boolean uses(StreamId stream) {
        return batch.live().containsKey(stream)
                || !batch.staging().of(stream.toString()).isEmpty();
    }

    int weight() {
        int weight = 0;
        for (PendingCommand command : commands) {
            weight += command.weight();
        }
        return weight;
    }

    /** @param events those of this batch, as they were stored */
    void answer(List<RecordedEventMessage> events) {
        decisions.answer(events);
    }
}
