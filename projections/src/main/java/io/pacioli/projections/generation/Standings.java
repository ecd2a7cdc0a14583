package io.pacioli.projections.generation;

import java.util.Collection;
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

    /**
     * As seen by whoever fills other tables than the live ones, all of which stand at one position: of the projections whose
     * tables are not filled it uses what is there, and has nothing to take in for them.
     */
    public Standings filling(Collection<Generation> others, long position) {
        Map<Projection, Generation> generations = new EnumMap<>(schemas.generations());
        Map<Projection, Long> filled = new EnumMap<>(Projection.class);
        for (Projection projection : Projection.values()) {
            filled.put(projection, Long.MAX_VALUE);
        }
        for (Generation other : others) {
            generations.put(other.projection(), other);
            filled.put(other.projection(), position);
        }
        return new Standings(new Schemas(generations), filled);
    }
}
