package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.money.Currency;
import io.pacioli.projections.generation.Projection;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** The read model of balances is what the postings up to its position come to, and so is what was posted late. */
final class BalancesEqualFold extends WholeTableInvariant {

    private final Findings findings;
    private final Moment moment;
    private final ReadTables tables;
    private final Scope scope;
    private final Fold fold;

    BalancesEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) {
        super(tables.position(Projection.BALANCES));
        this.findings = findings;
        this.moment = moment;
        this.tables = tables;
        this.scope = scope;
        this.fold = fold;
    }

    @Override
    void compare() throws SQLException {
        try (ResultSet rows = moment.rows(tables.sql("""
                select account_id, currency, scale, version, position, day, debits, credits, pending_debits, pending_credits,
                       late, late_debits, late_credits, tenant
                from {balances}.balances where %s
                """.formatted(tables.accountCondition(scope, "account_id"))))) {
            while (rows.next()) {
                compare(rows);
            }
        }
        for (LedgerState ledger : fold.ledgers()) {
            for (AccountState account : ledger.accounts()) {
                for (Holding holding : account.posted()) {
                    if (!holding.hasBalance) {
                        findings.add(this, account.where() + " " + holding.currency, words(holding), "no row");
                    }
                }
            }
        }
    }

    private void compare(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        Currency currency = Currency.of(row.getString(2), row.getInt(3));
        AccountState account = fold.openedAt(id);
        Holding holding = account == null ? null : account.find(currency);
        String found = words(
                row.getLong(4),
                row.getLong(5),
                row.getObject(6, LocalDate.class),
                integer(row, 7),
                integer(row, 8),
                integer(row, 9),
                integer(row, 10),
                row.getLong(11),
                integer(row, 12),
                integer(row, 13),
                row.getString(14));
        String expected = "no row";
        if (holding != null && holding.position > 0) {
            holding.hasBalance = true;
            expected = words(holding);
        }
        if (!expected.equals(found)) {
            findings.add(this, ReadTables.where(account, id, currency), expected, found);
        }
    }

    private static BigInteger integer(ResultSet row, int column) throws SQLException {
        return row.getBigDecimal(column).toBigInteger();
    }

    private static String words(Holding holding) {
        return words(
                holding.version,
                holding.position,
                holding.day,
                holding.totals.debits(),
                holding.totals.credits(),
                holding.pending.debits(),
                holding.pending.credits(),
                holding.lateEvents,
                holding.late.debits(),
                holding.late.credits(),
                holding.account.ledger.id.tenant().name());
    }

    private static String words(
            long version,
            long position,
            LocalDate day,
            BigInteger debits,
            BigInteger credits,
            BigInteger pendingDebits,
            BigInteger pendingCredits,
            long lateEvents,
            BigInteger lateDebits,
            BigInteger lateCredits,
            String tenant) {
        return ("debits %s credits %s, pending debits %s credits %s, latest day %s, %d late with debits %s credits %s,"
                        + " version %d, position %d, tenant %s")
                .formatted(
                        debits,
                        credits,
                        pendingDebits,
                        pendingCredits,
                        day,
                        lateEvents,
                        lateDebits,
                        lateCredits,
                        version,
                        position,
                        tenant);
    }
}
