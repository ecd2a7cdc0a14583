package io.pacioli.projections.hold;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The holds that are open, by expiry: those that expire first come first, and those that never do come last. */
@Component
public class OpenHolds {

    private static final String OF_LEDGER = """
            select expires_at, position from {holds}.open
            where ledger_id = ? and (expires_at, position) > (?, ?)
            """;

    private static final String OF_ACCOUNT = """
            select expires_at, position from {holds}.accounts
            where account_id = ? and expires_at is not null and (expires_at, position) > (?, ?)
            """;

    private static final String BEFORE = "and expires_at < ? ";
    private static final String BY_EXPIRY = "order by expires_at, position limit ?";

    private static final String DUE = """
            select l.tenant, l.slug, h.id, h.expires_at, h.position
            from {holds}.open h join {ledgers}.ledgers l on l.ledger_id = h.ledger_id
            where h.expires_at < 'infinity' and (h.expires_at, h.position) > (?, ?)
              and h.expires_at <= ?
            order by h.expires_at, h.position
            limit ?""";

    /**
     * Those of a ledger, or of one of its accounts, from just beyond a place.
     *
     * @param accountId null for all of the ledger
     * @param expiresBefore only those that expire before this moment; null for all
     */
    public List<HoldPlace> page(
            ReadSnapshot snapshot,
            long ledgerId,
            @Nullable Long accountId,
            @Nullable Instant expiresBefore,
            HoldPlace beyond,
            int limit) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(accountId == null ? (Long) ledgerId : accountId);
        parameters.add(timestamp(beyond.expiresAt()));
        parameters.add(beyond.position());
        if (expiresBefore != null) {
            parameters.add(timestamp(expiresBefore));
        }
        parameters.add(limit);
        String holds = accountId == null ? OF_LEDGER : OF_ACCOUNT;
        return snapshot.query(holds + (expiresBefore == null ? "" : BEFORE) + BY_EXPIRY)
                .params(parameters)
                .query((row, number) -> place(row))
                .list();
    }

    /** Those of all ledgers whose time has come by then, from just beyond a place. */
    public List<DueHold> due(ReadSnapshot snapshot, Instant by, HoldPlace beyond, int limit) {
        return snapshot.query(DUE)
                .param(timestamp(beyond.expiresAt()))
                .param(beyond.position())
                .param(timestamp(by))
                .param(limit)
                .query((row, number) -> new DueHold(
                        new LedgerId(new Tenant(row.getString("tenant")), row.getString("slug")),
                        new TransactionId(row.getObject("id", UUID.class)),
                        place(row)))
                .list();
    }

    private static HoldPlace place(ResultSet row) throws SQLException {
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new HoldPlace(
                expiresAt.equals(OffsetDateTime.MAX) ? null : expiresAt.toInstant(), row.getLong("position"));
    }

    private static OffsetDateTime timestamp(@Nullable Instant moment) {
        return moment == null ? OffsetDateTime.MAX : moment.atOffset(ZoneOffset.UTC);
    }
}
