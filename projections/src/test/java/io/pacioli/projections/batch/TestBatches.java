package io.pacioli.projections.batch;

import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.generation.Standings;
import java.util.EnumMap;
import java.util.Map;

/** Batches without a database. */
public final class TestBatches {

    private TestBatches() {}

    /** One on tables that stand at a position. */
    public static ProjectionBatch at(long position) {
        Map<Projection, Generation> generations = new EnumMap<>(Projection.class);
        Map<Projection, Long> positions = new EnumMap<>(Projection.class);
        for (Projection projection : Projection.values()) {
            generations.put(projection, new Generation(projection, Generation.FIRST));
            positions.put(projection, position);
        }
        return new ProjectionBatch(new Standings(new Schemas(generations), positions), WritingPace.atOnce());
    }
}
