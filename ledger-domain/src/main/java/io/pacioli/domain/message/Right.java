package io.pacioli.domain.message;

/** What not everybody may ask for. */
public enum Right {
    /** Go past the limits and the freezes of accounts. */
    FORCE,

    /** Post into a period that has been closed. */
    ADJUST
}
