package io.pacioli.projections.generation;

/** The read tables cannot be taken away, because a node is working on them. */
public final class ReadTablesInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReadTablesInUse() {
        super(null, null, false, false);
    }
}
