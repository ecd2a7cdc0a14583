package io.pacioli.infra.cli.benching;

/** Makes a service's read tables anew from the first event on. */
@FunctionalInterface
public interface Rebuild {

    /** Empties the read tables and starts the service again at the same address; returns when it answers. */
    void begin();
}
