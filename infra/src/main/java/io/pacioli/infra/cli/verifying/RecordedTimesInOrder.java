package io.pacioli.infra.cli.verifying;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The time at which events are recorded never runs backwards, and the head has the last. */
final class RecordedTimesInOrder implements Invariant {

    private final Findings findings;
    private final Moment moment;
    private final Scope scope;
    private Instant last = Instant.MIN;

    RecordedTimesInOrder(Findings findings, Moment moment, Scope scope) {
        this.findings = findings;
        this.moment = moment;
        this.scope = scope;
    }

    @Override
    public void see(SeenEvent event) {
        Instant recordedAt = event.row().recordedAt;
        if (recordedAt.isBefore(last)) {
            findings.add(this, event.where(), "not before " + last, recordedAt);
        }
        last = recordedAt;
    }

    @Override
    public void end() throws SQLException {
        if (!scope.isEverything() || last.equals(Instant.MIN)) {
            return;
        }
        try (var statement = moment.shared().createStatement();
                ResultSet row = statement.executeQuery("select recorded_at from event_store.head")) {
            row.next();
            Instant head = row.getObject(1, OffsetDateTime.class).toInstant();
            if (!head.equals(last)) {
                findings.add(this, "event_store.head", last, head);
            }
        }
    }
}
