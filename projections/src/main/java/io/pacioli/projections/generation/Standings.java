package io.pacioli.projections.generation;

import java.util.EnumMap;
import java.util.Map;

/** Up to which position each projection's tables have taken in the journal, all at one moment. */
public final class Standings {

    private final Schemas schemas;
    private final EnumMap<Projection, Long> positions;

    public Standings(Schemas schemas, Map<Projection, Long> positions) {
        if (positions.size() != Projection.values().length) {
            throw new IllegalArgumentException("a position for each projection, not " + positions);
        }
        this.schemas = schemas;
        this.positions = new EnumMap<>(positions);
    }

    public Schemas schemas() {
        return schemas;
    }

    public long position(Projection projection) {
        return positions.get(projection);
    }

    /** The position that all of them have reached. */
    public long position() {
        return positions.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
