package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.money.Currency;
import io.pacioli.projections.generation.Projection;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** The read model of balances is what the postings up to its position come to. */
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
                       tenant
                from {balances}.balances where %s
                """.formatted(tables.accountCondition(scope, "account_id"))))) {
            while (rows.next()) {
                compare(rows);
            }
        }
        compareRests();
        for (LedgerState ledger : fold.ledgers()) {
            for (AccountState account : ledger.accounts()) {
                for (Holding holding : account.posted()) {
                    for (String rest : holding.rests) {
                        findings.add(this, account.where() + " " + holding.currency, rest, "no row");
                    }
                    if (!holding.hasBalance) {
                        findings.add(this, account.where() + " " + holding.currency, words(holding), "no row");
                    }
                }
            }
        }
    }

    /** Rows that are there are taken out of what the fold has: what is left has no row. */
    private void compareRests() throws SQLException {
        try (ResultSet rows = moment.rows(tables.sql("""
                select r.account_id, r.currency, b.scale, r.since, r.until, r.debits, r.credits
                from {balances}.rests r join {balances}.balances b using (account_id, currency) where %s
                """.formatted(tables.accountCondition(scope, "r.account_id"))))) {
            while (rows.next()) {
                Currency currency = Currency.of(rows.getString(2), rows.getInt(3));
                AccountState account = fold.openedAt(rows.getLong(1));
                Holding holding = account == null ? null : account.find(currency);
                String found = Holding.rest(rows.getLong(4), rows.getLong(5), integer(rows, 6), integer(rows, 7));
                if (holding == null || !holding.rests.remove(found)) {
                    findings.add(this, ReadTables.where(account, rows.getLong(1), currency), "no such rest", found);
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
                row.getString(11));
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
            String tenant) {
        return "debits %s credits %s, pending debits %s credits %s, latest day %s, version %d, position %d, tenant %s"
                .formatted(debits, credits, pendingDebits, pendingCredits, day, version, position, tenant);
    }
}
