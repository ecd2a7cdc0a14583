package io.pacioli.infra.cli;

/** The read tables could not be taken away; says why, and what to do. */
final class ReadTablesKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadTablesKept(String message, Throwable cause) {
        super(message, cause);
    }
}
