package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The read model of open holds has a row for each hold that is open at its position, and no other. */
final class OpenHoldsEqualFold extends WholeTableInvariant {

    private record Row(long ledgerId, UUID id, @Nullable Instant expiresAt, String tenant) {}

    private final Findings findings;
    private final Moment moment;
    private final ReadTables tables;
    private final Scope scope;
    private final Fold fold;

    OpenHoldsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) {
        super(tables.position(Projection.HOLDS));
        this.findings = findings;
        this.moment = moment;
        this.tables = tables;
        this.scope = scope;
        this.fold = fold;
    }

    @Override
    void compare() throws SQLException {
        Map<Long, Row> expected = new HashMap<>();
        fold.openHolds().values().forEach(hold -> expected.put(hold.position(), row(hold.event())));
        try (ResultSet rows = moment.rows(tables.sql("""
                select position, ledger_id, id, expires_at, tenant from {holds}.open where %s
                """.formatted(tables.ledgerCondition(scope, "ledger_id"))))) {
            while (rows.next()) {
                OffsetDateTime expiresAt = rows.getObject(4, OffsetDateTime.class);
                Row found = new Row(
                        rows.getLong(2),
                        rows.getObject(3, UUID.class),
                        expiresAt.equals(OffsetDateTime.MAX) ? null : expiresAt.toInstant(),
                        rows.getString(5));
                Row wanted = expected.remove(rows.getLong(1));
                if (!found.equals(wanted)) {
                    findings.add(this, "position " + rows.getLong(1), wanted == null ? "no open hold" : wanted, found);
                }
            }
        }
        expected.forEach((position, row) -> findings.add(this, "position " + position, row, "no row"));
    }

    private Row row(TransactionHeld event) {
        return new Row(
                fold.ledger(event.ledger()).openedPosition,
                event.transaction().value(),
                event.expiresAt(),
                event.ledger().tenant().name());
    }
}
