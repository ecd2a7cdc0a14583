package io.pacioli.infra.cli.verifying;

import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.journal.JournalCodecs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No idempotency key of a tenant and no reference of a ledger is carried by two events. Two keys may share a hash; which of
 * those that do are the same is told by the events themselves.
 */
final class UniqueKeys implements Invariant {

    private final Findings findings;
    private final Moment moment;
    private final Scope scope;
    private final JournalCodecs codecs = new JournalCodecs();

    UniqueKeys(Findings findings, Moment moment, Scope scope) {
        this.findings = findings;
        this.moment = moment;
        this.scope = scope;
    }

    @Override
    public void see(SeenEvent event) {}

    @Override
    public void end() throws SQLException {
        try (ResultSet rows = moment.rows("""
                select k.hash, e.position, e.tenant, e.ledger, e.type, e.revision, e.payload, e.metadata
                from (select hash from event_store.keys where %s group by hash having count(*) > 1) shared
                join event_store.keys k using (hash)
                join event_store.events e using (position)
                order by k.hash, e.position
                """.formatted(scope.positionCondition("position")))) {
            Map<UniqueKey, Long> carriers = new HashMap<>();
            long hash = 0;
            while (rows.next()) {
                if (rows.getLong(1) != hash) {
                    carriers.clear();
                    hash = rows.getLong(1);
                }
                for (UniqueKey key : keys(rows, hash)) {
                    Long other = carriers.putIfAbsent(key, rows.getLong(2));
                    if (other != null) {
                        findings.add(
                                this,
                                "position " + rows.getLong(2),
                                "a key in %s that is nobody else's".formatted(key.scope()),
                                "that of position " + other);
                    }
                }
            }
        }
    }

    /** The keys of that hash which the event in the row carries. */
    private List<UniqueKey> keys(ResultSet row, long hash) throws SQLException {
        LedgerId ledger = new LedgerId(new Tenant(row.getString(3)), row.getString(4));
        List<UniqueKey> keys = new ArrayList<>();
        try {
            EncodedEvent event = new EncodedEvent(row.getString(5), row.getInt(6), JsonBytes.of(row.getBytes(7)), null);
            keys.addAll(codecs.decode(ledger, event).uniqueKeys());
        } catch (EventUnreadable e) {
            // Another invariant tells of it; its idempotency key can be read all the same.
            keys.clear();
        }
        String idempotencyKey = Documents.idempotencyKey(JsonBytes.of(row.getBytes(8)));
        if (idempotencyKey != null) {
            keys.add(new UniqueKey(RequestIdentity.scope(ledger.tenant()), idempotencyKey));
        }
        keys.removeIf(key -> key.hash() != hash);
        return keys;
    }
}
