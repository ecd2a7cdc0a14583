package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JournalHash;
import io.pacioli.infra.eventstore.JsonBytes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the journal in the order of positions, some rows at a time. */
public final class JournalRows {

    private static final int ROWS_PER_CHUNK = 500;

    private final BinaryRows rows;
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

    public JournalRows(Moment moment, Scope scope) throws SQLException {
        rows = moment.alongside("""
                select position, tenant, ledger, journal_number, event_id, type, revision, payload, erasable, metadata,
                       recorded_at, hash
                from event_store.events where %s order by position
                """.formatted(scope.condition()));
    }

    /** The next rows; none at the end. */
    public List<JournalRow> next() throws SQLException {
        List<JournalRow> chunk = new ArrayList<>(ROWS_PER_CHUNK);
        while (chunk.size() < ROWS_PER_CHUNK && rows.next()) {
            chunk.add(read());
        }
        return chunk;
    }

    private JournalRow read() {
        long position = rows.int8();
        Chain chain = chain(rows.text(), rows.text());
        byte[] previous = chain.hash;
        JournalRow row = new JournalRow(
                position,
                chain.ledger,
                rows.int8(),
                rows.uuid(),
                new EncodedEvent(rows.text(), rows.int2(), JsonBytes.of(rows.bytes()), document(rows.bytesOrNull())),
                JsonBytes.of(rows.bytes()),
                rows.timestamp(),
                rows.bytes(),
                previous);
        chain.hash = row.hash;
        return row;
    }

    private static @Nullable JsonBytes document(byte @Nullable [] bytes) {
        return bytes == null ? null : JsonBytes.of(bytes);
    }

    private Chain chain(String tenant, String slug) {
        return chains.computeIfAbsent(tenant + "/" + slug, key -> {
            LedgerId ledger = new LedgerId(new Tenant(tenant), slug);
            return new Chain(ledger, hash.before(ledger));
        });
    }
}
