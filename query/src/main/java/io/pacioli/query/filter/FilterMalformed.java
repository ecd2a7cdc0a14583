package io.pacioli.query.filter;

/** A filter that cannot be read; the message says where and what was expected, to go on behind its name. */
public final class FilterMalformed extends Exception {

    private static final long serialVersionUID = 1L;

    FilterMalformed(String message) {
        super(message, null, false, false);
    }
}
