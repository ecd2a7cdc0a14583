package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The read model of holds has a row for each account of each hold that was ever placed up to its position, and no other: with when
 * it expires while it is open, and with the day for which it was posted once it was. A hold's rows wait until it has ended.
 */
final class AccountsOfHoldsEqualFold implements Invariant {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long ENDED = Long.MIN_VALUE;
    private static final Instant TIME_ZERO = Instant.parse("2000-01-01T00:00:00Z");

    /** @param expiresMicros counted as the database does it; {@link #NEVER}, or {@link #ENDED} where the hold is not open */
    private record Row(long accountId, int effectiveDay, long expiresMicros, String tenant) {}

    private record Waiting(String where, TransactionHeld event, List<Row> found) {}

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;
    private final Map<UUID, Waiting> waiting = new HashMap<>();

    AccountsOfHoldsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.HOLDS);
        this.rows = tables.alongside(
                moment,
                """
                        select position, account_id, effective_date - date '1970-01-01', expires_at is null,
                               coalesce(expires_at, 'infinity'), tenant
                        from {holds}.accounts where %s order by position, account_id
                        """.formatted(tables.accountCondition(scope, "account_id")),
                AccountsOfHoldsEqualFold::read,
                findings,
                this);
    }

    private static Row read(BinaryRows row) {
        long accountId = row.int8();
        int effectiveDay = row.int4();
        boolean hasEnded = row.character() != 0;
        long expires = row.int8();
        return new Row(accountId, effectiveDay, hasEnded ? ENDED : expires, row.text());
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<Row> found = rows.at(event.position());
        if (event.event() instanceof TransactionHeld held) {
            waiting.put(event.transactionStream(), new Waiting(event.where(), held, found));
            return;
        }
        if (!found.isEmpty()) {
            findings.add(this, event.where(), "no hold, and so no rows", found);
        }
        if (event.event() instanceof HoldEnded ended) {
            Waiting hold = waiting.remove(event.continuedStream());
            if (hold != null) {
                compare(hold, ended);
            }
        }
    }

    private void compare(Waiting hold, @Nullable HoldEnded ended) {
        LocalDate day = ended instanceof HoldPosted posted
                ? posted.effectiveDate()
                : hold.event().effectiveDate();
        List<Row> expected = new ArrayList<>();
        for (AccountPath account : hold.event().balances().byAccount().keySet()) {
            expected.add(new Row(
                    fold.ledger(hold.event().ledger()).account(account).openedPosition,
                    (int) day.toEpochDay(),
                    ended == null ? micros(hold.event().expiresAt()) : ENDED,
                    hold.event().ledger().tenant().name()));
        }
        expected.sort(Comparator.comparingLong(Row::accountId));
        if (!hold.found().equals(expected)) {
            findings.add(this, hold.where(), expected, hold.found());
        }
    }

    private static long micros(@Nullable Instant moment) {
        return moment == null ? NEVER : ChronoUnit.MICROS.between(TIME_ZERO, moment);
    }

    @Override
    public void end() throws SQLException {
        waiting.values().forEach(hold -> compare(hold, null));
        rows.end();
    }
}
