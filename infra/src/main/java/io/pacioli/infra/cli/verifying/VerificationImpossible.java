package io.pacioli.infra.cli.verifying;

/** Nothing can be said about what is stored; the message says why, and what to do. */
public final class VerificationImpossible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VerificationImpossible(String message) {
        super(message, null, false, false);
    }
}
