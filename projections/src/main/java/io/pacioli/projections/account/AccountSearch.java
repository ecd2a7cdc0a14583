package io.pacioli.projections.account;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the accounts of a ledger that fulfil a condition, by path. */
@Component
public class AccountSearch {

    private final PastHoldings past;

    AccountSearch(PastHoldings past) {
        this.past = past;
    }

    /** Accounts by path as both clocks have them, from just after the given one, which is empty for the first page. */
    public List<AccountRow> page(
            ReadSnapshot snapshot, long ledgerId, Condition condition, Clocks clocks, String afterPath, int limit) {
        Sql page = Accounts.at(clocks.knownAt())
                .add("where account_id = any(array(select account_id from (")
                .add(found(ledgerId, condition, clocks, afterPath, limit))
                .add(") found order by path limit ?)) order by path", limit);
        return snapshot.query(page).query(Accounts::row).list();
    }

    /** Ids of accounts that there were at a position, in no order; at most {@code limit}. */
    public List<Long> ids(ReadSnapshot snapshot, long ledgerId, Condition condition, long knownAt, int limit) {
        Clocks clocks = new Clocks(null, knownAt);
        Sql ids = new Sql()
                .add("select account_id from (")
                .add(found(ledgerId, condition, clocks, "", limit))
                .add(") found limit ?", limit);
        return snapshot.query(ids).query(Long.class).list();
    }

    private Sql found(long ledgerId, Condition condition, Clocks clocks, String afterPath, int limit) {
        Sql fulfilled = AccountConditions.sql(condition, clocks, past);
        List<Sql> ranges = AccountConditions.ranges(ledgerId, condition, clocks.knownAt()).stream()
                .map(range -> new Sql()
                        .add("(select distinct on (%1$s) a.account_id, %1$s as path from ".formatted(range.path()))
                        .add(range.tables())
                        .add(" where a.ledger_id = ? and %s > ? and ".formatted(range.path()), ledgerId, afterPath)
                        .add(range.condition())
                        .add(" and ")
                        .add(fulfilled)
                        .add(" order by %s limit ?)".formatted(range.path()), limit))
                .toList();
        return Sql.joined(" union ", ranges);
    }
}
