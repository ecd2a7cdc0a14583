package io.pacioli.infra.cli.verifying;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * No two events have the same place in a stream, so that no account and no transaction has begun twice. The primary key says so
 * too; this is asked of the rows.
 */
final class UniqueStreamPlaces implements Invariant {

    private final Findings findings;
    private final Moment moment;
    private final Scope scope;

    UniqueStreamPlaces(Findings findings, Moment moment, Scope scope) {
        this.findings = findings;
        this.moment = moment;
        this.scope = scope;
    }

    @Override
    public void see(SeenEvent event) {}

    @Override
    public void end() throws SQLException {
        try (ResultSet rows = moment.rows("""
                select stream_id, sequence, array_agg(position order by position)::text
                from event_store.streams where %s
                group by stream_id, sequence having count(*) > 1
                """.formatted(scope.positionCondition("position")))) {
            while (rows.next()) {
                findings.add(
                        this,
                        "stream %s, sequence %d".formatted(rows.getString(1), rows.getLong(2)),
                        "one event",
                        "the events at positions " + rows.getString(3));
            }
        }
    }
}
