package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;

/** Compares a read model with the fold, all its rows at once, when the fold has come to where the read model stands. */
abstract class WholeTableInvariant implements Invariant {

    private final long position;
    private boolean compared;

    /** @param position where the read model stands */
    WholeTableInvariant(long position) {
        this.position = position;
    }

    abstract void compare() throws SQLException;

    @Override
    public final void before(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            compareOnce();
        }
    }

    @Override
    public final void see(SeenEvent event) {}

    @Override
    public final void end() throws SQLException {
        compareOnce();
    }

    private void compareOnce() throws SQLException {
        if (!compared) {
            compared = true;
            compare();
        }
    }
}
