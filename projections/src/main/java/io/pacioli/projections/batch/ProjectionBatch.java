package io.pacioli.projections.batch;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that are applied to the read tables in one transaction: takes them in their order without a gap, leaves out those
 * that the tables have already taken in, and writes what the projections made of the rest.
 */
public final class ProjectionBatch {

    private final Standings before;
    private final WritingPace pace;
    private final Map<Class<? extends BatchPart>, BatchPart> parts = new LinkedHashMap<>();
    private final boolean ofOneLedger;
    private final List<CarefulBatch.Taken> kept = new ArrayList<>(0);
    private long position;
    private @Nullable LedgerId ledger;

    ProjectionBatch(Standings before, WritingPace pace) {
        this(before, pace, false);
    }

    /** @param ofOneLedger whether there are events of other ledgers between those that it is given */
    ProjectionBatch(Standings before, WritingPace pace, boolean ofOneLedger) {
        this.before = before;
        this.pace = pace;
        this.ofOneLedger = ofOneLedger;
        position = before.position();
    }

    /**
     * Goes on to an event, or stays where it has been seen before.
     *
     * @return whether the event is new
     */
    boolean reach(RecordedEvent event) {
        ledger = event.event().ledger();
        return reach(event.position());
    }

    /** As {@link #reach(RecordedEvent)}. A skipped position would lose a posting. */
    boolean reach(long eventPosition) {
        if (eventPosition == position + 1 || (ofOneLedger && eventPosition > position)) {
            position = eventPosition;
            return true;
        }
        if (eventPosition > position) {
            throw new IllegalStateException(
                    "the read tables stand at position %d and were given %d next".formatted(position, eventPosition));
        }
        return false;
    }

    /** Keeps an event to give it to the handlers again. */
    void keep(CarefulBatch.Taken event) {
        kept.add(event);
    }

    List<CarefulBatch.Taken> kept() {
        return kept;
    }

    Standings before() {
        return before;
    }

    /** Whether a projection's tables still have to take in the event at a position, which is the one that was reached last. */
    public boolean isNewTo(Projection projection, long eventPosition) {
        return eventPosition > before.position(projection)
                && (ledger == null || !before.parked(projection).contains(ledger));
    }

    /** What a projection has gathered in this batch; made at first use. Parts are written in the order in which they were made. */
    public <P extends BatchPart> P part(Class<P> type, Supplier<P> make) {
        BatchPart part = parts.get(type);
        if (part == null) {
            part = make.get();
            parts.put(type, part);
        }
        return type.cast(part);
    }

    /** How its parts write what may be many rows. */
    public WritingPace pace() {
        return pace;
    }

    /** Where the read tables stood before it. */
    long begunAt() {
        return before.position();
    }

    /** Where they stand after it. */
    public long position() {
        return position;
    }

    boolean hasMoved() {
        return position > before.position();
    }

    /** Writes what was gathered, in the transaction that also moves the tables' position. */
    public void write(Connection connection) throws SQLException {
        Schemas schemas = before.schemas();
        for (BatchPart part : parts.values()) {
            part.write(connection, schemas);
        }
    }

    Changes changes() {
        Changes changes = new Changes();
        parts.values().forEach(part -> part.describe(changes));
        return changes;
    }
}
