package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;

/** Something that has to hold of all that is stored. */
interface Invariant {

    /** Is told that an event comes next, before the fold takes it. */
    default void before(SeenEvent event) throws SQLException {}

    /** Is shown each event, in the order of positions. */
    void see(SeenEvent event) throws SQLException;

    /** Is told that it has been shown all events. */
    default void end() throws SQLException {}
}
