package io.pacioli.projections.ledger;

import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds where in the journal the books of a ledger were closed and reopened; each time is then read from there. */
@Component
public class PeriodChanges {

    private static final String PAGE = """
            select position, entries_position from {ledgers}.period_changes
            where ledger_id = ? and position {beyond} ? order by position {order} limit ?""";

    /** In that order, from just beyond a position. */
    public List<PeriodChange> page(ReadSnapshot snapshot, long ledgerId, Order order, long beyond, int limit) {
        return snapshot.query(order.in(PAGE))
                .param(ledgerId)
                .param(beyond)
                .param(limit)
                .query((row, number) ->
                        new PeriodChange(row.getLong("position"), row.getObject("entries_position", Long.class)))
                .list();
    }
}
