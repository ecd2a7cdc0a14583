package io.pacioli.projections.entry;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** The entries of an account that fulfil a condition, in the order in which they were recorded. */
@Component
public class FilteredEntries {

    private static final String OF_ACCOUNT = """
            select e.position, e.line, e.effective_date, e.direction, e.currency, e.amount, e.debits, e.credits
            from {entries}.entries e
            where e.account_id = ? and (e.position, e.line) {beyond} (?, ?::smallint) and e.position <= ?""";

    private static final String PAGE = " order by e.position {order}, e.line {order} limit ?";

    /**
     * Entries in that order, from just beyond a place.
     *
     * @param knownAt the last position that counts
     */
    public List<EntryRow> page(
            ReadSnapshot snapshot,
            long ledgerId,
            long accountId,
            Scales scales,
            Condition condition,
            Order order,
            Entries.Place beyond,
            long knownAt,
            int limit) {
        Condition resolved = new TransactionsOfEntries(snapshot, ledgerId, knownAt).resolved(condition);
        Sql page = new Sql()
                .add(order.in(OF_ACCOUNT), accountId, beyond.position(), beyond.line(), knownAt)
                .add(" and ")
                .add(EntryConditions.sql(resolved, scales, ledgerId, knownAt))
                .add(order.in(PAGE), limit);
        return snapshot.query(page).query(Entries::row).list();
    }
}
