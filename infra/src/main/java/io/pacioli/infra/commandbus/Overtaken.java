package io.pacioli.infra.commandbus;

/** Another node has appended since this one looked: what was decided may not be appended. */
final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
        super("another node has appended", null, false, false);
    }
}
