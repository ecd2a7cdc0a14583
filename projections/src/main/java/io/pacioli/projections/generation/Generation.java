package io.pacioli.projections.generation;

/** One set of a projection's tables, in a schema of its own, so that a rebuild can fill the next one beside the live one. */
public record Generation(Projection projection, int number) {

    public static final int FIRST = 1;

    public Generation {
        if (number < FIRST) {
            throw new IllegalArgumentException("generations count from 1: " + number);
        }
    }

    public String schema() {
        return projection.id() + "_" + number;
    }
}
