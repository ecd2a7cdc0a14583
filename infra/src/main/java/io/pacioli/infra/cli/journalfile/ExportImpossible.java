package io.pacioli.infra.cli.journalfile;

/** There is nothing to export, or what is stored is damaged; the message says which, and what to do. */
public final class ExportImpossible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean damaged;

    private ExportImpossible(String message, boolean damaged) {
        super(message, null, false, false);
        this.damaged = damaged;
    }

    static ExportImpossible nothing(String message) {
        return new ExportImpossible(message, false);
    }

    static ExportImpossible damaged(String message) {
        return new ExportImpossible(message, true);
    }

    /** Whether what is stored is not what was recorded. */
    public boolean isDamaged() {
        return damaged;
    }
}
