package io.pacioli.projections.transaction;

import io.pacioli.projections.account.AccountSearch;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds, and counts, the transactions of a ledger that fulfil a condition. */
@Component
public class FilteredTransactions {

    private final AccountSearch accounts;

    FilteredTransactions(AccountSearch accounts) {
        this.accounts = accounts;
    }

    /** Whether transactions of which this has to hold are listed by effective date: it bounds that in any case. */
    public static boolean isByDate(Condition condition) {
        return EffectiveDays.of(condition).isPresent();
    }

    /**
     * Transactions in that order, from just beyond a place; by effective date where the condition bounds it, else by position.
     *
     * @param knownAt the last position of which anything is known: the condition is about what transactions were then
     */
    public List<TransactionPlace> page(
            ReadSnapshot snapshot,
            long ledgerId,
            Scales scales,
            Condition condition,
            long knownAt,
            Order order,
            TransactionPlace beyond,
            int limit) {
        PlaceRanges ranges = new PlaceRanges(
                ledgerId,
                scales,
                new TransactionsAt(knownAt),
                EffectiveDays.of(condition).orElse(null),
                new PlaceRanges.Part(order, beyond, limit));
        Condition checked = checked(snapshot, ledgerId, condition, knownAt);
        if (ranges.isEmpty()) {
            return List.of();
        }
        Sql page = new Sql()
                .add("select effective_date, position from (")
                .add(ranges.of(checked))
                .add(") found")
                .add(ranges.ordered("found"));
        return snapshot.query(page).query(FilteredTransactions::place).list();
    }

    /**
     * How many there are, or the limit where there are that many.
     *
     * @param condition null for all of the ledger
     * @param knownAt as above
     */
    public long count(
            ReadSnapshot snapshot,
            long ledgerId,
            Scales scales,
            @Nullable Condition condition,
            long knownAt,
            int limit) {
        PlaceRanges ranges = new PlaceRanges(ledgerId, scales, new TransactionsAt(knownAt), null, null);
        Sql count = new Sql()
                .add("select count(*) from (select 1 from (")
                .add(condition == null ? ranges.all() : ranges.of(checked(snapshot, ledgerId, condition, knownAt)))
                .add(") found limit ?) counted", limit);
        return snapshot.query(count).query(Long.class).single();
    }

    private Condition checked(ReadSnapshot snapshot, long ledgerId, Condition condition, long knownAt) {
        Condition gathered = Postings.gathered(condition);
        TransactionConditions.requireAccounts(gathered);
        TransactionConditions.ANCHORS.of(gathered, TransactionConditions.WANTED);
        AccountsOfPostings ofPostings = new AccountsOfPostings(snapshot, accounts, ledgerId, knownAt);
        Condition resolved = ofPostings.resolved(gathered);
        ofPostings.requireWithin(PlaceRanges.count(resolved));
        return resolved;
    }

    private static TransactionPlace place(ResultSet row, int number) throws SQLException {
        return new TransactionPlace(row.getObject("effective_date", LocalDate.class), row.getLong("position"));
    }
}
