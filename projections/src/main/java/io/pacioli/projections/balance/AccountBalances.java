package io.pacioli.projections.balance;

import static java.util.stream.Collectors.groupingBy;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What accounts hold. */
@Component
public class AccountBalances {

    private static final String OF = """
            select account_id, currency, scale, debits, credits, pending_debits, pending_credits, version, position
            from {balances}.balances
            where account_id = any(?)
            order by account_id, currency""";

    /** The balances of each of these accounts by currency; none of an account that nothing was posted to. */
    public Map<Long, List<BalanceRow>> of(ReadSnapshot snapshot, Collection<Long> accountIds) {
        return snapshot
                .query(OF)
                .param(accountIds.stream().mapToLong(Long::longValue).toArray())
                .query(AccountBalances::row)
                .list()
                .stream()
                .collect(groupingBy(BalanceRow::accountId));
    }

    private static BalanceRow row(ResultSet row, int number) throws SQLException {
        return new BalanceRow(
                row.getLong("account_id"),
                Currency.of(row.getString("currency"), row.getInt("scale")),
                totals(row),
                new Totals(
                        row.getBigDecimal("pending_debits").toBigIntegerExact(),
                        row.getBigDecimal("pending_credits").toBigIntegerExact()),
                row.getLong("version"),
                row.getLong("position"));
    }

    static Totals totals(ResultSet row) throws SQLException {
        return new Totals(
                row.getBigDecimal("debits").toBigIntegerExact(),
                row.getBigDecimal("credits").toBigIntegerExact());
    }
}
