package io.pacioli.projections.progress;

/** What the event processor of this node's projections says of itself. */
public interface ProcessorHealth {

    /** Whether its last attempt failed. */
    boolean isFailing();
}
