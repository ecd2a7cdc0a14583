package io.pacioli.projections.entry;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** The entries of an account, in the order in which they were recorded. */
@Component
public class Entries {

    /** A place in an account's entries. */
    public record Place(long position, int line) {

        /** Before everything there is, as seen in that order. */
        public static Place before(Order order) {
            return order == Order.OLDEST_FIRST ? new Place(0, 0) : new Place(Long.MAX_VALUE, 0);
        }
    }

    private static final String PAGE = """
            select position, line, effective_date, direction, currency, amount, debits, credits
            from {entries}.entries
            where account_id = ? and (position, line) {beyond} (?, ?::smallint) and position <= ?
            order by position {order}, line {order}
            limit ?""";

    private static final String OLDEST_FIRST = Order.OLDEST_FIRST.in(PAGE);
    private static final String NEWEST_FIRST = Order.NEWEST_FIRST.in(PAGE);

    /**
     * Entries in that order, from just beyond a place.
     *
     * @param knownAt the last position that counts
     */
    public List<EntryRow> page(
            ReadSnapshot snapshot, long accountId, Order order, Place beyond, long knownAt, int limit) {
        return snapshot.query(order == Order.OLDEST_FIRST ? OLDEST_FIRST : NEWEST_FIRST)
                .param(accountId)
                .param(beyond.position())
                .param(beyond.line())
                .param(knownAt)
                .param(limit)
                .query(Entries::row)
                .list();
    }

    static EntryRow row(ResultSet row, int number) throws SQLException {
        return new EntryRow(
                row.getLong("position"),
                row.getInt("line"),
                row.getObject("effective_date", LocalDate.class),
                row.getString("direction").equals("d") ? Direction.DEBIT : Direction.CREDIT,
                new CurrencyCode(row.getString("currency")),
                row.getBigDecimal("amount").toBigIntegerExact(),
                new Totals(
                        row.getBigDecimal("debits").toBigIntegerExact(),
                        row.getBigDecimal("credits").toBigIntegerExact()));
    }
}
