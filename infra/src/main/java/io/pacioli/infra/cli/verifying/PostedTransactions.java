package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionHeld;
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

    /**
     * @param event how it came into the ledger
     * @param posting how it was posted, by that or later; null where it was not
     * @param postedPosition where; 0 where it was not
     */
    record Posted(
            long position, BeginningEvent event, @Nullable PostingEvent posting, long postedPosition) {}

    /** Is shown each stream with what began it, or null where that did not bring a transaction into the ledger. */
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
                where s.stream_id = any(?) and (s.sequence = 0 or e.type = 'hold-posted')
                order by s.stream_id, s.sequence
                """)) {
            statement.setArray(1, moment.shared().createArrayOf("uuid", streams.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    see(row.getObject(1, UUID.class), row.getLong(2), event(row), found);
                }
            }
        }
        return found;
    }

    private static void see(UUID stream, long position, @Nullable Event event, Map<UUID, Posted> found) {
        switch (event) {
            case TransactionPosted posted -> found.put(stream, new Posted(position, posted, posted, position));
            case TransactionHeld held -> found.put(stream, new Posted(position, held, null, 0));
            case HoldPosted posted ->
                found.computeIfPresent(
                        stream, (_, held) -> new Posted(held.position(), held.event(), posted, position));
            case null, default -> {}
        }
    }

    private @Nullable Event event(ResultSet row) throws SQLException {
        LedgerId ledger = new LedgerId(new Tenant(row.getString(3)), row.getString(4));
        byte[] erasable = row.getBytes(8);
        EncodedEvent stored = new EncodedEvent(
                row.getString(5),
                row.getInt(6),
                JsonBytes.of(row.getBytes(7)),
                erasable == null ? null : JsonBytes.of(erasable));
        try {
            return codecs.decode(ledger, stored);
        } catch (EventUnreadable e) {
            return null;
        }
    }
}
