package io.pacioli.projections.transaction;

import io.pacioli.projections.entry.EntryConditions;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Posting;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of indexes that have every transaction which fulfils a condition, as one statement: each range for itself is read
 * in the order of the list, held against the whole condition, and left where the page is full.
 */
final class PlaceRanges {

    /** Which part of a list is wanted. */
    record Part(Order order, TransactionPlace beyond, int limit) {}

    private final long ledgerId;
    private final Scales scales;
    private final TransactionsAt then;
    private final @Nullable EffectiveDays days;
    private final @Nullable Part part;

    /**
     * @param days of a list by effective date, or null for one by position
     * @param part null for all of the list, in no order
     */
    PlaceRanges(long ledgerId, Scales scales, TransactionsAt then, @Nullable EffectiveDays days, @Nullable Part part) {
        this.ledgerId = ledgerId;
        this.scales = scales;
        this.then = then;
        this.days = days;
        this.part = part;
    }

    /** How many ranges a condition takes, or some more. */
    static int count(Condition condition) {
        return TransactionConditions.ANCHORS.of(condition, TransactionConditions.WANTED).stream()
                .mapToInt(anchor -> switch (anchor) {
                    case Posting(Condition of) -> ofPosting(of);
                    case Term term -> term.values().size();
                    default -> 1;
                })
                .sum();
    }

    /** Of entries, and of the accounts of holds or the entries of their postings, or both. */
    private static int ofPosting(Condition condition) {
        boolean isOfHolds = TransactionConditions.ofHold(condition) != null;
        return isOfHolds && !TransactionConditions.isOfAccountsOnly(condition) ? 3 : 2;
    }

    Sql all() {
        return new Sql()
                .add(
                        "select t.effective_date, t.position from {transactions}.transactions t where t.ledger_id = ?",
                        ledgerId)
                .add(then.recorded("t.position"));
    }

    Sql of(Condition condition) {
        List<Sql> ranges = new ArrayList<>();
        for (Condition anchor : TransactionConditions.ANCHORS.of(condition, TransactionConditions.WANTED)) {
            Sql fulfilled = new TransactionConditions(scales, then, anchor).of(condition);
            switch (anchor) {
                case Posting posting -> {
                    ranges.add(ofEntries(posting, condition));
                    ofHolds(posting, fulfilled, ranges);
                }
                case Term term
                when term.field() == Field.METADATA ->
                    term.values()
                            .forEach(value -> withPair(MetadataPair.of(term.key(), (String) value), fulfilled, ranges));
                case Term term
                when term.field() == Field.STATUS ->
                    term.values().forEach(status -> withStatus(status, fulfilled, ranges));
                case Term term
                when term.field() == Field.REFERENCE ->
                    ranges.add(where(
                            unchanging(
                                    new Sql().add("t.reference is not null and t.reference = any(?::text[])", (Object)
                                            term.texts())),
                            fulfilled));
                case Term term
                when term.field() == Field.ID ->
                    ranges.add(where(
                            unchanging(new Sql().add("t.id = any(?::text[]::uuid[])", (Object) term.texts())),
                            fulfilled));
                case Term term -> ranges.add(where(new TransactionConditions(scales, then, null).of(term), fulfilled));
                default -> throw new IllegalStateException("no index for " + anchor);
            }
        }
        return Sql.joined(" union ", ranges);
    }

    /** What never changes about a transaction is looked up in its present row, and leads to that which it had then. */
    private Sql unchanging(Sql found) {
        return then.isNow()
                ? found
                : new Sql()
                        .add(
                                "t.position = any(array(select t.position from {transactions}.transactions t where t.ledger_id = ? and ",
                                ledgerId)
                        .add(found)
                        .add("))");
    }

    private Sql where(Sql found, Sql fulfilled) {
        return range(
                new Sql()
                        .add(then.rows() + " where t.ledger_id = ? and ", ledgerId)
                        .add(found),
                fulfilled,
                "t");
    }

    /** Of the former rows, most were over by then: those that were true then are found by their forks. */
    private void withStatus(Object status, Sql fulfilled, List<Sql> ranges) {
        String had = " where t.ledger_id = ? and t.status = ?";
        ranges.add(range(new Sql().add(then.presentRows() + had, ledgerId, status), fulfilled, "t"));
        if (!then.isNow()) {
            Sql former = new Sql()
                    .add(TransactionsAt.formerRows() + had, ledgerId, status)
                    .add(" and n.fork = " + Forks.FORK);
            ranges.add(new Sql()
                    .add(
                            "(select one.effective_date, one.position from unnest(?::bigint[]) as n(fork) cross join lateral ",
                            Forks.of(then.knownAt()))
                    .add(range(former, fulfilled, "t"))
                    .add(" one)"));
        }
    }

    private void withPair(Object pair, Sql fulfilled, List<Sql> ranges) {
        ranges.add(withPair("{transactions}.metadata m", pair, then.pair("m"), fulfilled));
        if (!then.isNow()) {
            ranges.add(withPair("{transactions}.former_metadata m", pair, then.formerPair("m"), fulfilled));
        }
    }

    private Sql withPair(String pairs, Object pair, Sql had, Sql fulfilled) {
        return range(
                new Sql()
                        .add(
                                pairs + " join " + then.rows()
                                        + " on t.ledger_id = m.ledger_id and t.position = m.position"
                                        + " where m.ledger_id = ? and m.pair = ?",
                                ledgerId,
                                pair)
                        .add(then.recorded("m.position"))
                        .add(had),
                fulfilled,
                days == null ? "m" : "t");
    }

    /**
     * What was posted at once by its entries. They know where it stands in the list, which never changes; so unless more is asked of
     * it, it is not looked up for each of the rows of all accounts, of which most are not on the page.
     */
    private Sql ofEntries(Posting posting, Condition condition) {
        String entries = "only {entries}.entries e";
        String parts = "";
        Sql ofPosting = new Sql();
        if (days != null) {
            parts = "join {balances}.balances b on b.account_id = i.id";
            ofPosting.add("e.currency = b.currency and ");
        }
        ofPosting.add(EntryConditions.sql(posting.of(), scales));
        long[] accounts = TransactionConditions.accounts(posting);
        TransactionConditions conditions = new TransactionConditions(scales, then, posting, "e");
        Sql fulfilled = conditions.of(condition);
        if (!conditions.isOfPlaces(condition)) {
            return ofEach(accounts, parts, entries, "e.position", ofPosting, fulfilled, "e");
        }
        Sql rows = new Sql().add(entries + " where e.account_id = i.id and ").add(ofPosting);
        return ofEach(accounts, parts, range("e", rows, new Sql(), fulfilled, "e"));
    }

    /** What was held by the accounts of its hold, and by the entries of its posting. */
    private void ofHolds(Posting posting, Sql fulfilled, List<Sql> ranges) {
        Sql ofPosting = EntryConditions.sql(posting.of(), scales);
        long[] accounts = TransactionConditions.accounts(posting);
        Condition ofHold = TransactionConditions.ofHold(posting.of());
        if (ofHold != null) {
            ranges.add(ofEach(
                    accounts,
                    "",
                    "{holds}.accounts e",
                    "e.position",
                    new Sql().add(EntryConditions.sql(ofHold, scales)).add(then.recorded("e.position")),
                    fulfilled,
                    then.isNow() || days == null ? "e" : "t"));
        }
        if (!TransactionConditions.isOfAccountsOnly(posting.of())) {
            ranges.add(ofEach(
                    accounts,
                    "",
                    "{entries}.hold_entries e join {holds}.postings h on h.posted_at = e.position",
                    "h.position",
                    new Sql().add(ofPosting).add(then.recorded("e.position")),
                    fulfilled,
                    "t"));
        }
    }

    /** @param parts of an account that are in order each for itself: by day, entries are so within a currency */
    private Sql ofEach(
            long[] accounts, String parts, String rows, String position, Sql ofPosting, Sql fulfilled, String placed) {
        Sql ofOne = range(
                new Sql()
                        .add(
                                "%s join %s on t.ledger_id = ? and t.position = %s"
                                        .formatted(rows, then.rows(), position),
                                ledgerId)
                        .add(" where e.account_id = i.id and ")
                        .add(ofPosting),
                fulfilled,
                placed);
        return ofEach(accounts, parts, ofOne);
    }

    private static Sql ofEach(long[] accounts, String parts, Sql ofOne) {
        return new Sql()
                .add("(select one.effective_date, one.position from unnest(?::bigint[]) as i(id) ", accounts)
                .add(parts)
                .add(" cross join lateral ")
                .add(ofOne)
                .add(" one)");
    }

    /** @param placed the alias of the table by whose index the range is in order */
    private Sql range(Sql rows, Sql fulfilled, String placed) {
        return range("t", rows, then.only(), fulfilled, placed);
    }

    /** @param told the alias of the table that tells the place */
    private Sql range(String told, Sql rows, Sql only, Sql fulfilled, String placed) {
        List<Sql> ranges = beyond(placed).stream()
                .map(beyond -> new Sql()
                        .add("(select distinct on (%1$s) %2$s.effective_date, %2$s.position from "
                                .formatted(columns(placed), told))
                        .add(rows)
                        .add(beyond)
                        .add(only)
                        .add(" and ")
                        .add(fulfilled)
                        .add(ordered(placed))
                        .add(")"))
                .toList();
        return ranges.size() == 1
                ? ranges.getFirst()
                : new Sql().add("(").add(Sql.joined(" union all ", ranges)).add(")");
    }

    private String columns(String placed) {
        return (days == null ? "%1$s.position" : "%1$s.effective_date, %1$s.position").formatted(placed);
    }

    /** What lies beyond the place at which a part begins, in one range of the index or two. */
    private List<Sql> beyond(String placed) {
        if (part == null) {
            return List.of(then.recorded(placed + ".position"));
        }
        Order order = part.order();
        TransactionPlace place = part.beyond();
        if (days == null) {
            return List.of(new Sql()
                    .add(order.in(" and %s.position {beyond} ?".formatted(placed)), place.position())
                    .add(then.recorded(placed + ".position")));
        }
        if (then.isNow()) {
            return List.of(new Sql()
                    .add(
                            order.in(
                                    " and %1$s.effective_date >= ? and %1$s.effective_date <= ? and (%1$s.effective_date, %1$s.position) {beyond} (?, ?)"
                                            .formatted(placed)),
                            days.first(),
                            days.last(),
                            place.effectiveDate(),
                            place.position()));
        }
        return place.beyond(order, days, then.knownAt()).stream()
                .map(range -> new Sql().add(" and ").add(range.of(placed)))
                .toList();
    }

    /** Whether nothing of the list lies beyond the place at which the part begins. */
    boolean isEmpty() {
        return beyond("t").isEmpty();
    }

    /** The order and the limit of a list or a range of it; nothing where all of it is wanted. */
    Sql ordered(String placed) {
        if (part == null) {
            return new Sql();
        }
        String order = days == null ? "%1$s.position {order}" : "%1$s.effective_date {order}, %1$s.position {order}";
        return new Sql().add(" order by " + part.order().in(order.formatted(placed)) + " limit ?", part.limit());
    }
}
