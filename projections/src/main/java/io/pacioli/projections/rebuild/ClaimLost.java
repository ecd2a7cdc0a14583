package io.pacioli.projections.rebuild;

/** A rebuild is not this node's any more: another has taken it over, or an operator has ended it. */
final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLost(long rebuild) {
        super("rebuild %d is not this node's any more".formatted(rebuild), null, false, false);
    }
}
