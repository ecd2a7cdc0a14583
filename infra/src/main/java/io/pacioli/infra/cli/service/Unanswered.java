package io.pacioli.infra.cli.service;

/** The service was asked for as long as patience lasts, and has not answered; says why. */
public final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String where;

    Unanswered(String where, String message) {
        super(message, null, false, false);
        this.where = where;
    }

    /** The address that was asked. */
    public String where() {
        return where;
    }
}
