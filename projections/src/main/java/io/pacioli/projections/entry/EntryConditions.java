package io.pacioli.projections.entry;

import io.pacioli.projections.filter.AccountSet;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.ConditionSql;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.snapshot.Sql;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on postings, of a row {@code e} of the entries. */
public final class EntryConditions extends ConditionSql {

    /**
     * Whoever looks at entries comes by the index with the accounts that are wanted. A second condition on its column would be
     * taken to the index as well, which sorts all of its accounts anew for each of those: as a sum it is looked up in a hash table.
     */
    private static final String UNINDEXED_ACCOUNT = "e.account_id + 0";

    /** The metadata of the transaction that an entry is of; what was held has them at the place of its hold. */
    private static final String WITH_PAIRS = """
            (select count(*) from {transactions}.%s p
             where p.ledger_id = ? and p.pair = any(?::text[]::uuid[])
               and p.position = coalesce((select h.position from {holds}.postings h where h.posted_at = e.position), e.position)
               and\s""";

    private static final String WITH_PRESENT = WITH_PAIRS.formatted("metadata") + "coalesce(p.since, p.position) <= ?)";
    private static final String WITH_FORMER = WITH_PAIRS.formatted("former_metadata") + "p.since <= ? and p.until > ?)";

    /** The entries tell the code of a currency, the ledger its decimal places. */
    private final Scales scales;

    private final @Nullable Known known;

    private record Known(long ledgerId, long at) {}

    private EntryConditions(Scales scales, @Nullable Known known) {
        super(null);
        this.scales = scales;
        this.known = known;
    }

    /** Of postings alone. */
    public static Sql sql(Condition condition, Scales scales) {
        return new EntryConditions(scales, null).of(condition);
    }

    /** Of postings and what their transactions were known to be at a position. */
    static Sql sql(Condition condition, Scales scales, long ledgerId, long knownAt) {
        return new EntryConditions(scales, new Known(ledgerId, knownAt)).of(condition);
    }

    @Override
    protected Sql term(Term term) {
        return switch (term.field()) {
            case ACCOUNT ->
                new Sql()
                        .add(
                                "(%s = any(?))".formatted(UNINDEXED_ACCOUNT),
                                ((AccountSet) term.values().getFirst()).ids());
            case DIRECTION -> compared("(case e.direction when 'd' then 'debit' else 'credit' end)", "text", term);
            case CURRENCY -> compared("e.currency", "text", term);
            case EFFECTIVE_DATE -> compared("e.effective_date", "date", term);
            case POSITION -> compared("e.position", "bigint", term);
            case AMOUNT -> amount(term);
            case METADATA -> metadata(term);
            default -> throw unknown(term);
        };
    }

    private Sql metadata(Term term) {
        if (known == null) {
            throw unknown(term);
        }
        String[] pairs = pairs(term);
        return new Sql()
                .add("(")
                .add(WITH_PRESENT, known.ledgerId(), pairs, known.at())
                .add(" + ")
                .add(WITH_FORMER, known.ledgerId(), pairs, known.at(), known.at())
                .add(term.comparison() == Comparison.NONE_OF ? " = 0)" : " > 0)");
    }

    static String[] pairs(Term term) {
        return term.values().stream()
                .map(value -> MetadataPair.of(term.key(), (String) value).toString())
                .toArray(String[]::new);
    }

    /** An amount in major units is another number of minor units in every currency. */
    private Sql amount(Term term) {
        List<Sql> comparisons = term.values().stream()
                .map(value -> new Sql()
                        .add(
                                "(e.amount %s (?::text[]::numeric[])[array_position(?::text[], e.currency)])"
                                        .formatted(operator(term.comparison())),
                                scales.minorUnits((BigDecimal) value),
                                scales.codes()))
                .toList();
        return new Sql()
                .add(term.comparison() == Comparison.NONE_OF ? "not (" : "(")
                .add(Sql.joined(" or ", comparisons))
                .add(")");
    }

    private static String operator(Comparison comparison) {
        return comparison == Comparison.NONE_OF ? Comparison.ONE_OF.sql() : comparison.sql();
    }
}
