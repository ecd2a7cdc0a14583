package io.pacioli.projections.batch;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The events that are applied to the read tables in one transaction: takes them in their order without a gap, leaves out those
 * that the tables have already taken in, and writes what the projections made of the rest.
 */
public final class ProjectionBatch {

    private final Standings before;
    private final Map<Class<? extends BatchPart>, BatchPart> parts = new LinkedHashMap<>();
    private long position;

    ProjectionBatch(Standings before) {
        this.before = before;
        position = before.position();
    }

    /** Goes on to an event, or stays where it has been seen before. A skipped position would lose a posting. */
    void reach(long eventPosition) {
        if (eventPosition == position + 1) {
            position = eventPosition;
        } else if (eventPosition > position) {
            throw new IllegalStateException(
                    "the read tables stand at position %d and were given %d next".formatted(position, eventPosition));
        }
    }

    /** Whether a projection's tables still have to take in the event at a position. */
    public boolean isNewTo(Projection projection, long eventPosition) {
        return eventPosition > before.position(projection);
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
