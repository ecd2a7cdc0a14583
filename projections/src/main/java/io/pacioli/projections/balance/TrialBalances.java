package io.pacioli.projections.balance;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The balances of all accounts of a ledger, now or at the end of a day.
 *
 * <p>At the end of a day, an account costs the rows of its months before that day's month and of the month's days until then,
 * however many transactions there were.
 */
@Component
public class TrialBalances {

    private static final String NOW = """
            select a.path, a.type, b.currency, b.scale, b.debits, b.credits
            from {accounts}.accounts a
            join {balances}.balances b on b.account_id = a.account_id
            where a.ledger_id = ? and b.currency = coalesce(?::text, b.currency) and (b.debits > 0 or b.credits > 0)
            order by a.path, b.currency
            limit ?""";

    private static final String SUMS_AS_OF = """
            select a.path, a.type, b.currency, b.scale,
                   coalesce(m.debits, 0) + coalesce(d.debits, 0) + case when b.day <= n.day then b.day_debits else 0 end
                     as debits,
                   coalesce(m.credits, 0) + coalesce(d.credits, 0) + case when b.day <= n.day then b.day_credits else 0 end
                     as credits
            from (select ?::date as day) n
            cross join {accounts}.accounts a
            join {balances}.balances b on b.account_id = a.account_id
            cross join lateral (
              select sum(debits) as debits, sum(credits) as credits
              from {balances}.months
              where account_id = b.account_id and currency = b.currency and month < date_trunc('month', n.day)::date
            ) m
            cross join lateral (
              select sum(debits) as debits, sum(credits) as credits
              from {balances}.days
              where account_id = b.account_id and currency = b.currency
                and day >= date_trunc('month', n.day)::date and day <= n.day
            ) d
            where a.ledger_id = ? and b.currency = coalesce(?::text, b.currency)
            """;

    private static final String AS_OF = """
            select path, type, currency, scale, debits, credits
            from (%s) sums
            where debits > 0 or credits > 0
            order by path, currency
            limit ?""".formatted(SUMS_AS_OF);

    private static final String TEMPORARY_AS_OF = """
            select path, type, currency, scale, debits, credits
            from (%s) sums
            where type in ('income', 'expense') and debits <> credits
            order by path, currency
            limit ?""".formatted(SUMS_AS_OF);

    /**
     * Each account and currency that has been posted to, by path, then currency.
     *
     * @param asOf the day at whose end to look, by effective date; null for everything that was ever posted
     * @param currency null for all
     */
    public List<TrialBalanceRow> of(
            ReadSnapshot snapshot,
            long ledgerId,
            @Nullable LocalDate asOf,
            @Nullable CurrencyCode currency,
            int limit) {
        List<Object> parameters = new ArrayList<>();
        if (asOf != null) {
            parameters.add(asOf);
        }
        parameters.add(ledgerId);
        parameters.add(currency == null ? null : currency.value());
        parameters.add(limit);
        return snapshot.query(asOf == null ? NOW : AS_OF)
                .params(parameters)
                .query(TrialBalances::row)
                .list();
    }

    /** Each income and expense account with a balance at the end of a day, by path, then currency. */
    public List<TrialBalanceRow> ofTemporaryAccounts(ReadSnapshot snapshot, long ledgerId, LocalDate asOf, int limit) {
        return snapshot.query(TEMPORARY_AS_OF)
                .param(asOf)
                .param(ledgerId)
                .param((String) null)
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
