package io.pacioli.infra.cli.benching;

/** A run cannot go on; says why, and what to do. */
public final class BenchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailed(String message) {
        super(message, null, false, false);
    }
}
