package io.pacioli.projections.balance;

import io.pacioli.domain.money.Currency;
import io.pacioli.projections.account.AccountConditions;
import io.pacioli.projections.account.AccountsAt;
import io.pacioli.projections.account.PastHoldings;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sums of balances over accounts that have something in common; each currency for itself, as they do not add up. */
@Component
public class BalanceSums {

    private static final String BALANCES = " a join {balances}.balances b on b.account_id = a.account_id ";

    private static final String ENTRIES =
            "join {entries}.entries e on e.account_id = b.account_id and e.currency = b.currency ";

    private final PastHoldings past;

    BalanceSums(PastHoldings past) {
        this.past = past;
    }

    /**
     * The sums in the order of the dimensions, then of currencies.
     *
     * @param condition null for all accounts of the ledger
     */
    public List<BalanceSum> of(
            ReadSnapshot snapshot,
            long ledgerId,
            List<Dimension> dimensions,
            @Nullable Condition condition,
            Clocks clocks,
            int limit) {
        boolean byEntry = dimensions.contains(new Dimension.Month());
        List<String> keys = new ArrayList<>();
        Sql sums = new Sql().add("select ");
        for (int i = 0; i < dimensions.size(); i++) {
            keys.add("k" + i);
            sums.add("k" + i + ", ");
        }
        keys.add("currency");
        sums.add("currency, max(scale) as scale, sum(debits) as debits, sum(credits) as credits from (select ");
        for (int i = 0; i < dimensions.size(); i++) {
            sums.add(key(dimensions.get(i))).add(" as k" + i + ", ");
        }
        sums.add("b.currency, b.scale, ")
                .add(byEntry ? movements(clocks) : balances(clocks))
                .add(" and a.ledger_id = ?", ledgerId);
        if (condition != null) {
            sums.add(" and a.account_id in (")
                    .add(AccountConditions.candidates(ledgerId, condition, clocks.knownAt()))
                    .add(") and ")
                    .add(AccountConditions.ofBalances(condition, clocks, past));
        }
        String by = String.join(", ", keys);
        sums.add(") lines group by " + by + " order by " + by + " limit ?", limit);
        return snapshot.query(sums)
                .query((row, number) -> sum(row, dimensions.size()))
                .list();
    }

    private static Sql movements(Clocks clocks) {
        return new Sql()
                .add("""
                        case e.direction when 'd' then e.amount else 0 end as debits,
                        case e.direction when 'c' then e.amount else 0 end as credits
                        """)
                .add("from ")
                .add(AccountsAt.rows(clocks.knownAt()))
                .add(BALANCES)
                .add(ENTRIES)
                .add("where e.effective_date <= coalesce(?::date, 'infinity')", clocks.asOf())
                .add(" and e.position <= ?", clocks.knownAt());
    }

    private static Sql balances(Clocks clocks) {
        if (clocks.isNow()) {
            return new Sql()
                    .add("b.debits, b.credits from ")
                    .add(AccountsAt.rows(clocks.knownAt()))
                    .add(BALANCES)
                    .add("where (b.debits > 0 or b.credits > 0)");
        }
        return new Sql()
                .add("t.debits, t.credits from ")
                .add(PastBalances.CLOCKS, clocks.asOf(), clocks.knownAt())
                .add(" cross join ")
                .add(AccountsAt.rows(clocks.knownAt()))
                .add(BALANCES)
                .add(PastBalances.totals(clocks))
                .add("where (t.debits > 0 or t.credits > 0)");
    }

    private static Sql key(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Prefix(int segments) ->
                new Sql().add("array_to_string((string_to_array(a.path, ':'))[1:?::int], ':') collate \"C\"", segments);
            case Dimension.Type _ -> new Sql().add("a.type");
            case Dimension.Month _ -> new Sql().add("to_char(e.effective_date, 'YYYY-MM') collate \"C\"");
            case Dimension.Labelled(String key) ->
                new Sql().add("a.metadata_values[array_position(a.metadata_keys, ?)] collate \"C\"", key);
        };
    }

    private static BalanceSum sum(ResultSet row, int dimensions) throws SQLException {
        List<@Nullable String> group = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            group.add(row.getString("k" + i));
        }
        return new BalanceSum(
                group,
                Currency.of(row.getString("currency"), row.getInt("scale")),
                row.getBigDecimal("debits").toBigIntegerExact(),
                row.getBigDecimal("credits").toBigIntegerExact());
    }
}
