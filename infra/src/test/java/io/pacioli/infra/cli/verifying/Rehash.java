package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JournalHash;
import io.pacioli.infra.eventstore.JsonBytes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Computes all hashes anew, as somebody would who covers tracks. */
public final class Rehash {

    private Rehash() {}

    public static void all(Connection owner) throws SQLException {
        JournalHash hash = new JournalHash();
        Map<LedgerId, byte[]> tips = new HashMap<>();
        try (var statement = owner.createStatement();
                var update = owner.prepareStatement("update event_store.events set hash = ? where position = ?");
                var rows = statement.executeQuery("select * from event_store.events order by position")) {
            while (rows.next()) {
                LedgerId ledger = new LedgerId(new Tenant(rows.getString("tenant")), rows.getString("ledger"));
                byte[] erasable = rows.getBytes("erasable");
                byte[] next = hash.next(
                        tips.getOrDefault(ledger, hash.before(ledger)),
                        rows.getLong("journal_number"),
                        rows.getObject("event_id", UUID.class),
                        new EncodedEvent(
                                rows.getString("type"),
                                rows.getInt("revision"),
                                JsonBytes.of(rows.getBytes("payload")),
                                erasable == null ? null : JsonBytes.of(erasable)),
                        rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        JsonBytes.of(rows.getBytes("metadata")));
                tips.put(ledger, next);
                update.setBytes(1, next);
                update.setLong(2, rows.getLong("position"));
                update.executeUpdate();
            }
        }
    }
}
