package io.pacioli.projections.generation;

import io.pacioli.domain.ledger.LedgerId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Up to which position each projection's tables have taken in the journal, all at one moment. */
public final class Standings {

    private final Schemas schemas;
    private final EnumMap<Projection, Long> positions;
    private final Map<Projection, Set<LedgerId>> parked;
    private final boolean built;
    private final long reading;

    public Standings(Schemas schemas, Map<Projection, Long> positions) {
        this(schemas, positions, Map.of(), true, 0);
    }

    /**
     * @param parked which ledgers each projection passes over
     * @param built whether the tables have once had all of the journal
     * @param reading which reading of the journal they are
     */
    public Standings(
            Schemas schemas,
            Map<Projection, Long> positions,
            Map<Projection, Set<LedgerId>> parked,
            boolean built,
            long reading) {
        if (positions.size() != Projection.values().length) {
            throw new IllegalArgumentException("a position for each projection, not " + positions);
        }
        this.schemas = schemas;
        this.positions = new EnumMap<>(positions);
        this.parked = Map.copyOf(parked);
        this.built = built;
        this.reading = reading;
    }

    public Schemas schemas() {
        return schemas;
    }

    /** Whether these tables can be read: new ones have too little to show until they have once had all of the journal. */
    public boolean isBuilt() {
        return built;
    }

    /**
     * Which reading of the journal these tables are: another number where the same position may look otherwise, because another build
     * has made them, or because they have replaced tables that differed.
     */
    public long reading() {
        return reading;
    }

    public long position(Projection projection) {
        return positions.get(projection);
    }

    /** The ledgers that a projection passes over. */
    public Set<LedgerId> parked(Projection projection) {
        return parked.getOrDefault(projection, Set.of());
    }

    /** The projections that pass a ledger over. */
    public List<Projection> passingOver(LedgerId ledger) {
        return parked.isEmpty()
                ? List.of()
                : parked.entrySet().stream()
                        .filter(each -> each.getValue().contains(ledger))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }

    /**
     * As seen by whoever takes in some of what is to come, from a position on, for some of the projections.
     *
     * @param nowParked which ledgers each passes over
     */
    public Standings taking(
            Collection<Projection> projections, long fromPosition, Map<Projection, Set<LedgerId>> nowParked) {
        Map<Projection, Long> taken = new EnumMap<>(Projection.class);
        for (Projection projection : Projection.values()) {
            taken.put(
                    projection,
                    projections.contains(projection) ? Math.max(fromPosition, position(projection)) : Long.MAX_VALUE);
        }
        return new Standings(schemas, taken, nowParked, built, reading);
    }

    /** As seen by whoever makes up for what a projection has passed over of a ledger. */
    public Standings makingUp(Projection projection) {
        Map<Projection, Long> taken = new EnumMap<>(Projection.class);
        for (Projection each : Projection.values()) {
            taken.put(each, each == projection ? 0 : Long.MAX_VALUE);
        }
        return new Standings(schemas, taken);
    }

    /** The position that all of them have reached. */
    public long position() {
        return positions.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /**
     * As seen by whoever fills other tables than the live ones, all of which stand at one position: of the projections whose
     * tables are not filled it uses what is there, and has nothing to take in for them.
     *
     * @param parkedThere which ledgers those tables pass over
     */
    public Standings filling(Collection<Generation> others, long position, Map<Projection, Set<LedgerId>> parkedThere) {
        Map<Projection, Generation> generations = new EnumMap<>(schemas.generations());
        Map<Projection, Long> filled = new EnumMap<>(Projection.class);
        for (Projection projection : Projection.values()) {
            filled.put(projection, Long.MAX_VALUE);
        }
        for (Generation other : others) {
            generations.put(other.projection(), other);
            filled.put(other.projection(), position);
        }
        return new Standings(new Schemas(generations), filled, parkedThere, true, reading);
    }
}
