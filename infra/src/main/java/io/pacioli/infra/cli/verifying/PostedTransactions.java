package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.journal.JournalCodecs;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fetches how transactions came about, for what can only be told when the journal has been read: most transactions are posted
 * and nothing becomes of them, so that remembering them all would take the memory of the whole journal.
 */
final class PostedTransactions {

    private static final int STREAMS_PER_QUERY = 1_000;

    record Posted(long position, TransactionPosted event) {}

    /** Is shown each stream with what began it, or null where that is not the posting of a transaction. */
    interface Visitor {
        void visit(UUID stream, @Nullable Posted posted);
    }

    private final Moment moment;
    private final JournalCodecs codecs = new JournalCodecs();

    PostedTransactions(Moment moment) {
        this.moment = moment;
    }

    void of(Collection<UUID> streams, Visitor visitor) throws SQLException {
        List<UUID> all = List.copyOf(streams);
        for (int from = 0; from < all.size(); from += STREAMS_PER_QUERY) {
            List<UUID> some = all.subList(from, Math.min(all.size(), from + STREAMS_PER_QUERY));
            Map<UUID, Posted> found = read(some);
            some.forEach(stream -> visitor.visit(stream, found.get(stream)));
        }
    }

    private Map<UUID, Posted> read(List<UUID> streams) throws SQLException {
        Map<UUID, Posted> found = new HashMap<>();
        try (PreparedStatement statement = moment.shared().prepareStatement("""
                select s.stream_id, e.position, e.tenant, e.ledger, e.type, e.revision, e.payload, e.erasable
                from event_store.streams s join event_store.events e on e.position = s.position
                where s.stream_id = any(?) and s.sequence = 0
                """)) {
            statement.setArray(1, moment.shared().createArrayOf("uuid", streams.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TransactionPosted event = event(row);
                    if (event != null) {
                        found.put(row.getObject(1, UUID.class), new Posted(row.getLong(2), event));
                    }
                }
            }
        }
        return found;
    }

    private @Nullable TransactionPosted event(ResultSet row) throws SQLException {
        LedgerId ledger = new LedgerId(new Tenant(row.getString(3)), row.getString(4));
        byte[] erasable = row.getBytes(8);
        EncodedEvent stored = new EncodedEvent(
                row.getString(5),
                row.getInt(6),
                JsonBytes.of(row.getBytes(7)),
                erasable == null ? null : JsonBytes.of(erasable));
        try {
            return codecs.decode(ledger, stored) instanceof TransactionPosted posted ? posted : null;
        } catch (EventUnreadable e) {
            return null;
        }
    }
}
