package io.pacioli.projections.account;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the accounts of a ledger that fulfil a condition, by path. */
@Component
public class AccountSearch {

    /** Accounts by path, from just after the given one, which is empty for the first page. */
    public List<AccountRow> page(
            ReadSnapshot snapshot, long ledgerId, Condition condition, String afterPath, int limit) {
        Sql page = new Sql()
                .add(Accounts.COLUMNS)
                .add("where account_id = any(array(select account_id from (")
                .add(found(ledgerId, condition, afterPath, limit))
                .add(") found order by path limit ?)) order by path", limit);
        return snapshot.query(page).query(Accounts::row).list();
    }

    /** Ids of accounts, in no order; at most {@code limit}. */
    public List<Long> ids(ReadSnapshot snapshot, long ledgerId, Condition condition, int limit) {
        Sql ids = new Sql()
                .add("select account_id from (")
                .add(found(ledgerId, condition, "", limit))
                .add(") found limit ?", limit);
        return snapshot.query(ids).query(Long.class).list();
    }

    private static Sql found(long ledgerId, Condition condition, String afterPath, int limit) {
        Sql fulfilled = AccountConditions.sql(condition);
        List<Sql> ranges = AccountConditions.ranges(ledgerId, condition).stream()
                .map(range -> new Sql()
                        .add("(select a.account_id, a.path from %s where ".formatted(range.tables()))
                        .add("a.ledger_id = ? and %s > ? and ".formatted(range.path()), ledgerId, afterPath)
                        .add(range.condition())
                        .add(" and ")
                        .add(fulfilled)
                        .add(" order by %s limit ?)".formatted(range.path()), limit))
                .toList();
        return Sql.joined(" union ", ranges);
    }
}
