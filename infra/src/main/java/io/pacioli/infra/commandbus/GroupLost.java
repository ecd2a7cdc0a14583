package io.pacioli.infra.commandbus;

/** What was decided before has not been stored, so that nothing which rests on it may be. */
final class GroupLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GroupLost() {
        super("a group that was decided before was not stored", null, false, false);
    }
}
