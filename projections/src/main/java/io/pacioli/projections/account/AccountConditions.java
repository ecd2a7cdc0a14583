package io.pacioli.projections.account;

import io.pacioli.projections.filter.AccountPattern;
import io.pacioli.projections.filter.Anchors;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.ConditionSql;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Sql;
import java.util.ArrayList;
import java.util.List;

/** Conditions on accounts, of a row {@code a} of what {@link AccountsAt} has. */
public final class AccountConditions extends ConditionSql {

    private static final Anchors ANCHORS = new Anchors(AccountConditions::rank);
    private static final String WANTED = "path==… that begins with a segment, metadata.KEY==… or type==…";

    private static final String STATUS =
            "case when a.closed then 'closed' when a.frozen is null then 'open' else 'frozen' end";

    /** By multiplying: a division of so many digits would be rounded. */
    private static final String BALANCE =
            "((%1$s.debits - %1$s.credits) * case when a.type in ('asset', 'expense') then 1 else -1 end * ('1e-' || b.scale)::numeric)";

    private final boolean ofBalances;
    private final Clocks clocks;
    private final PastHoldings past;

    private AccountConditions(boolean ofBalances, Clocks clocks, PastHoldings past) {
        super(null);
        this.ofBalances = ofBalances;
        this.clocks = clocks;
        this.past = past;
    }

    static Sql sql(Condition condition, Clocks clocks, PastHoldings past) {
        return new AccountConditions(false, clocks, past).of(condition);
    }

    /** The same of accounts that are joined with a balance {@code b} each, which then is what a currency is about. */
    public static Sql ofBalances(Condition condition, Clocks clocks, PastHoldings past) {
        return new AccountConditions(true, clocks, past).of(condition);
    }

    /** Selects the ids of all accounts of a ledger that could fulfil a condition as known at a position, and of others. */
    public static Sql candidates(long ledgerId, Condition condition, long knownAt) {
        List<Sql> candidates = ranges(ledgerId, condition, knownAt, WANTED.replace("path", "account")).stream()
                .map(range -> new Sql()
                        .add("select a.account_id from ")
                        .add(range.tables())
                        .add(" where a.ledger_id = ? and ", ledgerId)
                        .add(range.condition()))
                .toList();
        return Sql.joined(" union ", candidates);
    }

    /**
     * A range of an index, in the order of paths.
     *
     * @param tables to read it from, the accounts as {@code a} among them
     * @param condition that makes it a range
     * @param path the column by which it is in order
     */
    public record Range(Sql tables, Sql condition, String path) {}

    /** Ranges that have every account of a ledger which fulfils a condition as known at a position. */
    public static List<Range> ranges(long ledgerId, Condition condition, long knownAt) {
        return ranges(ledgerId, condition, knownAt, WANTED);
    }

    private static List<Range> ranges(long ledgerId, Condition condition, long knownAt, String wanted) {
        Sql accounts = AccountsAt.rows(knownAt).add(" a");
        List<Range> ranges = new ArrayList<>();
        for (Condition anchor : ANCHORS.of(condition, wanted)) {
            Term term = (Term) anchor;
            for (Object value : term.values()) {
                switch (term.field()) {
                    case ACCOUNT ->
                        ranges.add(new Range(accounts, matched("a.path", (AccountPattern) value), "a.path"));
                    case TYPE -> ranges.add(new Range(accounts, new Sql().add("(a.type = ?)", value), "a.path"));
                    default -> {
                        Sql pair = new Sql()
                                .add("(m.ledger_id = ? and m.pair = ?)", ledgerId, MetadataPair.of(term.key(), (String)
                                        value));
                        ranges.add(withPair("{accounts}.metadata", accounts, pair));
                        if (knownAt != Clocks.EVERYTHING) {
                            Sql then = new Sql().add(pair).add(" and m.until > ?", knownAt);
                            ranges.add(withPair("{accounts}.former_metadata", accounts, then));
                        }
                    }
                }
            }
        }
        return ranges;
    }

    /** What an account has been given since, or had before that, it may not have had then: only its row tells that. */
    private static Range withPair(String pairs, Sql accounts, Sql pair) {
        Sql tables = new Sql().add(pairs + " m join ").add(accounts).add(" on a.account_id = m.account_id");
        return new Range(tables, pair, "m.path");
    }

    private static int rank(Condition condition) {
        if (!(condition instanceof Term term) || term.comparison() != Comparison.ONE_OF) {
            return Anchors.NONE;
        }
        return switch (term.field()) {
            case ACCOUNT -> rank(term.values());
            case METADATA -> 2;
            case TYPE -> 3;
            default -> Anchors.NONE;
        };
    }

    private static int rank(List<?> patterns) {
        boolean areRanges = patterns.stream().allMatch(each -> ((AccountPattern) each).isRange());
        boolean areExact = patterns.stream().allMatch(each -> ((AccountPattern) each).isExact());
        return areExact ? 0 : areRanges ? 1 : Anchors.NONE;
    }

    @Override
    protected Sql term(Term term) {
        return switch (term.field()) {
            case ACCOUNT -> matched("a.path", term);
            case TYPE -> compared("a.type", "text", term);
            case STATUS -> compared("(" + STATUS + ")", "text", term);
            case OPENED_AT -> compared("a.opened_at", "timestamptz", term);
            case CURRENCY -> ofBalances ? compared("b.currency", "text", term) : held(term);
            case BALANCE -> balance(term);
            case METADATA -> metadata(term);
            default -> throw unknown(term);
        };
    }

    /** In which currencies it has been posted to or has been in reserve; in the past, of which what is in reserve is not known, posted to. */
    private Sql held(Term term) {
        if (!clocks.isNow()) {
            return new Sql()
                    .add(term.comparison() == Comparison.NONE_OF ? "not " : "")
                    .add(past.held(clocks, term.texts()));
        }
        return new Sql()
                .add(term.comparison() == Comparison.NONE_OF ? "not " : "")
                .add(
                        "((select count(*) from {balances}.balances b where b.account_id = a.account_id and b.currency = any(?::text[])) > 0)",
                        (Object) term.texts());
    }

    /** As accounts show it, in major units and in the account's own direction; who shows none in the currency, has none of the values. */
    private Sql balance(Term term) {
        Sql compared = compared(clocks.isNow() ? BALANCE.formatted("b") : BALANCE.formatted("t"), "numeric", term);
        Sql ofBalance = clocks.isNow()
                ? new Sql()
                        .add("(select ")
                        .add(compared)
                        .add(
                                " from {balances}.balances b where b.account_id = a.account_id and b.currency = ?)",
                                term.key())
                : past.ofBalance(clocks, term.key(), compared);
        return new Sql()
                .add("coalesce(")
                .add(ofBalance)
                .add(term.comparison() == Comparison.NONE_OF ? ", true)" : ", false)");
    }

    /** Who has no such key, has none of the values. */
    private static Sql metadata(Term term) {
        return new Sql()
                .add(term.comparison() == Comparison.NONE_OF ? "not " : "")
                .add(
                        "coalesce(a.metadata_values[array_position(a.metadata_keys, ?)] = any(?::text[]), false)",
                        term.key(),
                        term.texts());
    }
}
