package io.pacioli.projections.parking;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that a projection passes over from an event on.
 *
 * @param position of the first event that its tables lack
 * @param cause what that event has failed with last
 * @param retries how often it was tried again since
 * @param wish what an operator has asked for and no node has done yet; null for nothing
 */
public record ParkedLedger(
        Generation generation,
        LedgerId ledger,
        long position,
        long journalNumber,
        UUID eventId,
        String eventType,
        String cause,
        Instant parkedAt,
        int retries,
        @Nullable Wish wish,
        @Nullable String reason,
        @Nullable String decidedBy) {

    /** What an operator may ask for. */
    public enum Wish {
        RETRY,
        SKIP
    }

    static final String COLUMNS = """
            p.projection, p.generation, p.tenant, p.ledger, p.position, p.journal_number, p.event_id, p.event_type, p.cause,
            p.parked_at, p.retries, p.wish, p.reason, p.decided_by""";

    static ParkedLedger row(ResultSet row, int number) throws SQLException {
        String wish = row.getString("wish");
        return new ParkedLedger(
                new Generation(Projection.named(row.getString("projection")), row.getInt("generation")),
                new LedgerId(new Tenant(row.getString("tenant")), row.getString("ledger")),
                row.getLong("position"),
                row.getLong("journal_number"),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getString("cause"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                row.getInt("retries"),
                wish == null ? null : Wish.valueOf(wish),
                row.getString("reason"),
                row.getString("decided_by"));
    }
}
