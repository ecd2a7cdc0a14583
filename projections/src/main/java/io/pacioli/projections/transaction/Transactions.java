package io.pacioli.projections.transaction;

import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.snapshot.DayRange;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the transactions of a ledger; each is then read from the journal, by its position. */
@Component("projectedTransactions")
public class Transactions {

    private static final String BY_ID = """
            select effective_date, position from {transactions}.transactions where ledger_id = ? and id = ?""";

    /** Not by {@code exists}, which PostgreSQL may answer by reading all entries of the account into a hash table. */
    private static final String BY_REFERENCE = """
            select effective_date, position
            from {transactions}.transactions t
            where ledger_id = ? and reference = ? and effective_date between ? and ? and position <= ?
              and (?::bigint is null
                or (select count(*) from only {entries}.entries e where e.account_id = ? and e.position = t.position) > 0
                or (select count(*) from {holds}.accounts h where h.account_id = ? and h.position = t.position) > 0)""";

    private static final String OF_LEDGER_BY_POSITION = """
            select effective_date, position from {transactions}.transactions
            where ledger_id = ? and position {beyond} ? and position <= ?
            order by position {order}
            limit ?""";

    private static final String OF_LEDGER_BY_DATE = """
            select effective_date, position from {transactions}.transactions
            where ledger_id = ? and effective_date between ? and ? and (effective_date, position) {beyond} (?, ?)
            order by effective_date {order}, position {order}
            limit ?""";

    /**
     * What was posted at once is found by its entries, and what was held, whatever has become of it, by the accounts of its hold.
     * A transaction that posts to an account more than once is listed once; its entries are neighbours in the index.
     */
    private static final String OF_ACCOUNT_BY_POSITION = """
            (select distinct on (position) effective_date, position from only {entries}.entries
             where account_id = ? and position {beyond} ? and position <= ? order by position {order} limit ?)
            union all
            (select effective_date, position from {holds}.accounts
             where account_id = ? and position {beyond} ? and position <= ? order by position {order} limit ?)
            order by position {order}
            limit ?""";

    /** Entries are in order by day within each currency; a page takes of every currency no more than it has room for. */
    private static final String OF_ACCOUNT_BY_DATE = """
            (select distinct on (effective_date, position) effective_date, position
             from (select account_id, currency from {balances}.balances where account_id = ?) b
             cross join lateral (
               select distinct on (effective_date, position) effective_date, position from only {entries}.entries
               where account_id = b.account_id and currency = b.currency
                 and effective_date between ? and ? and (effective_date, position) {beyond} (?, ?)
               order by effective_date {order}, position {order} limit ?) e
             order by effective_date {order}, position {order} limit ?)
            union all
            (select effective_date, position from {holds}.accounts
             where account_id = ? and effective_date between ? and ? and (effective_date, position) {beyond} (?, ?)
             order by effective_date {order}, position {order} limit ?)
            order by effective_date {order}, position {order}
            limit ?""";

    public Optional<TransactionPlace> find(ReadSnapshot snapshot, long ledgerId, TransactionId transaction) {
        return snapshot.query(BY_ID)
                .param(ledgerId)
                .param(transaction.value())
                .query(Transactions::place)
                .optional();
    }

    /** The transaction that carries a reference, where it is one of those that the filter lets through. */
    public Optional<TransactionPlace> find(
            ReadSnapshot snapshot, long ledgerId, Reference reference, TransactionFilter filter) {
        return snapshot.query(BY_REFERENCE)
                .param(ledgerId)
                .param(reference.value())
                .param(orElse(filter.effectiveFrom(), DayRange.EARLIEST))
                .param(orElse(filter.effectiveTo(), DayRange.LATEST))
                .param(filter.knownAt())
                .param(filter.accountId())
                .param(filter.accountId())
                .param(filter.accountId())
                .query(Transactions::place)
                .optional();
    }

    /** Transactions in that order, from just beyond a place; by effective date where the filter has one, else by position. */
    public List<TransactionPlace> page(
            ReadSnapshot snapshot,
            long ledgerId,
            TransactionFilter filter,
            Order order,
            TransactionPlace beyond,
            int limit) {
        boolean ofAccount = filter.accountId() != null;
        List<Object> place = new ArrayList<>();
        place.add(ofAccount ? filter.accountId() : ledgerId);
        if (filter.byDate()) {
            place.add(orElse(filter.effectiveFrom(), DayRange.EARLIEST));
            place.add(orElse(filter.effectiveTo(), DayRange.LATEST));
            place.add(beyond.effectiveDate());
            place.add(beyond.position());
        } else {
            place.add(beyond.position());
            place.add(filter.knownAt());
        }
        place.add(limit);
        List<Object> parameters = new ArrayList<>(place);
        if (ofAccount) {
            if (filter.byDate()) {
                parameters.add(limit);
            }
            parameters.addAll(place);
            parameters.add(limit);
        }
        return snapshot.query(order.in(sql(ofAccount, filter.byDate())))
                .params(parameters)
                .query(Transactions::place)
                .list();
    }

    private static String sql(boolean ofAccount, boolean byDate) {
        if (ofAccount) {
            return byDate ? OF_ACCOUNT_BY_DATE : OF_ACCOUNT_BY_POSITION;
        }
        return byDate ? OF_LEDGER_BY_DATE : OF_LEDGER_BY_POSITION;
    }

    private static LocalDate orElse(@Nullable LocalDate date, LocalDate unbounded) {
        return date == null ? unbounded : date;
    }

    private static TransactionPlace place(ResultSet row, int number) throws SQLException {
        return new TransactionPlace(row.getObject("effective_date", LocalDate.class), row.getLong("position"));
    }
}
