package io.pacioli.projections.balance;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The balances of all accounts of a ledger, by both clocks. {@link PastBalances} tells what that costs. */
@Component
public class TrialBalances {

    private static final String NOW = """
            select a.path, a.type, b.currency, b.scale, b.debits, b.credits
            from {accounts}.accounts a
            join {balances}.balances b on b.account_id = a.account_id
            where a.ledger_id = ? and b.currency = coalesce(?::text, b.currency) and (b.debits > 0 or b.credits > 0)
            order by a.path, b.currency
            limit ?""";

    /**
     * Each account and currency that has been posted to, by path, then currency.
     *
     * @param currency null for all
     */
    public List<TrialBalanceRow> of(
            ReadSnapshot snapshot, long ledgerId, Clocks clocks, @Nullable CurrencyCode currency, int limit) {
        String code = currency == null ? null : currency.value();
        if (clocks.isNow()) {
            return snapshot.query(NOW)
                    .param(ledgerId)
                    .param(code)
                    .param(limit)
                    .query(TrialBalances::row)
                    .list();
        }
        String sql = past("true", "(t.debits > 0 or t.credits > 0)", clocks);
        return past(sql, snapshot, ledgerId, clocks, code, limit);
    }

    /** Each income and expense account with a balance at the end of a day, by path, then currency. */
    public List<TrialBalanceRow> ofTemporaryAccounts(ReadSnapshot snapshot, long ledgerId, LocalDate asOf, int limit) {
        Clocks clocks = new Clocks(asOf, Clocks.EVERYTHING);
        String sql = past("a.type in ('income', 'expense')", "t.debits <> t.credits", clocks);
        return past(sql, snapshot, ledgerId, clocks, null, limit);
    }

    /** In the order of the tables' keys until the end, so that what is looked up for an account lies beside the last one's. */
    private static String past(String accounts, String totals, Clocks clocks) {
        return """
                select b.path, b.type, b.currency, b.scale, t.debits, t.credits
                from %s
                cross join (
                  select a.path, a.type, b.*
                  from {accounts}.accounts a
                  join {balances}.balances b on b.account_id = a.account_id
                  where a.ledger_id = ? and b.currency = coalesce(?::text, b.currency) and %s
                  order by b.account_id, b.currency
                  offset 0
                ) b
                %s
                where %s
                order by b.path, b.currency
                limit ?""".formatted(PastBalances.CLOCKS, accounts, PastBalances.totals(clocks), totals);
    }

    private static List<TrialBalanceRow> past(
            String sql, ReadSnapshot snapshot, long ledgerId, Clocks clocks, @Nullable String currency, int limit) {
        return snapshot.query(sql)
                .param(clocks.asOf())
                .param(clocks.knownAt())
                .param(ledgerId)
                .param(currency)
                .param(limit)
                .query(TrialBalances::row)
                .list();
    }

    private static TrialBalanceRow row(ResultSet row, int number) throws SQLException {
        return new TrialBalanceRow(
                new AccountPath(row.getString("path")),
                AccountType.WORDS.constant(row.getString("type")).orElseThrow(),
                Currency.of(row.getString("currency"), row.getInt("scale")),
                AccountBalances.totals(row));
    }
}
