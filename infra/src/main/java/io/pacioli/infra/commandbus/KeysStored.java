package io.pacioli.infra.commandbus;

/** A key that was taken for new is stored: what was decided without looking it up may not be appended. */
final class KeysStored extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysStored() {
        super("a request was sent before, or a reference is taken", null, false, false);
    }
}
