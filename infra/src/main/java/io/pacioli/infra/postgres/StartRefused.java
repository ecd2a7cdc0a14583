package io.pacioli.infra.postgres;

/** The service does not start; the message tells the operator why and what to do, and is all they are shown. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
