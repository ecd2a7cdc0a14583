package io.pacioli.infra.cli.benching;

import java.util.List;

/** Makes a service's read tables anew from the first event on. */
public interface Rebuild {

    /**
     * Stops the service and takes its read tables away.
     *
     * @return what they were called
     */
    List<String> takeReadTablesAway();

    /** Starts the service again at the same address; returns when it answers. */
    void startService();
}
