package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;

/** Positions run from 1 without a gap, and end where the head stands. A gap is an event that somebody took out. */
final class GaplessPositions implements Invariant {

    private final Findings findings;
    private final Moment moment;
    private final Scope scope;
    private long last;

    GaplessPositions(Findings findings, Moment moment, Scope scope) {
        this.findings = findings;
        this.moment = moment;
        this.scope = scope;
    }

    @Override
    public void see(SeenEvent event) {
        if (scope.isEverything() && event.position() != last + 1) {
            findings.add(this, event.where(), "position " + (last + 1), "position " + event.position());
        }
        last = event.position();
    }

    @Override
    public void end() throws SQLException {
        long head = moment.number("select position from event_store.head");
        if (scope.isEverything() ? head != last : head < last) {
            findings.add(this, "event_store.head", "position " + last, "position " + head);
        }
    }
}
