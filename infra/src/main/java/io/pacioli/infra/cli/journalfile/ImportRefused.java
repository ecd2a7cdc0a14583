package io.pacioli.infra.cli.journalfile;

/** Files that are sound cannot be taken in where they are to go; the message says why, and what to do. */
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportRefused(String message) {
        super(message, null, false, false);
    }
}
