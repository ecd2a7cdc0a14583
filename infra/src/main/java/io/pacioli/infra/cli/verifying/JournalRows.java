package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JournalHash;
import io.pacioli.infra.eventstore.JsonBytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the journal in the order of positions, some rows at a time. */
final class JournalRows {

    private static final int ROWS_PER_CHUNK = 500;

    private final ResultSet rows;
    private final JournalHash hash = new JournalHash();
    private final Map<String, Chain> chains = new HashMap<>();

    /** Where a ledger's chain stands. */
    private static final class Chain {
        final LedgerId ledger;
        byte[] hash;

        Chain(LedgerId ledger, byte[] hash) {
            this.ledger = ledger;
            this.hash = hash;
        }
    }

    JournalRows(Moment moment, Scope scope) throws SQLException {
        rows = moment.alongside("""
                select position, tenant, ledger, journal_number, event_id, type, revision, payload, erasable, metadata,
                       recorded_at, hash
                from event_store.events where %s order by position
                """.formatted(scope.condition()));
    }

    /** The next rows; none at the end. */
    List<JournalRow> next() throws SQLException {
        List<JournalRow> chunk = new ArrayList<>(ROWS_PER_CHUNK);
        while (chunk.size() < ROWS_PER_CHUNK && rows.next()) {
            chunk.add(read());
        }
        return chunk;
    }

    private JournalRow read() throws SQLException {
        Chain chain = chain(rows.getString(2), rows.getString(3));
        byte[] erasable = rows.getBytes(9);
        byte[] previous = chain.hash;
        chain.hash = rows.getBytes(12);
        return new JournalRow(
                rows.getLong(1),
                chain.ledger,
                rows.getLong(4),
                rows.getObject(5, UUID.class),
                new EncodedEvent(
                        rows.getString(6),
                        rows.getInt(7),
                        JsonBytes.of(rows.getBytes(8)),
                        erasable == null ? null : JsonBytes.of(erasable)),
                JsonBytes.of(rows.getBytes(10)),
                rows.getObject(11, OffsetDateTime.class).toInstant(),
                chain.hash,
                previous);
    }

    private Chain chain(String tenant, String slug) {
        return chains.computeIfAbsent(tenant + "/" + slug, key -> {
            LedgerId ledger = new LedgerId(new Tenant(tenant), slug);
            return new Chain(ledger, hash.before(ledger));
        });
    }
}
