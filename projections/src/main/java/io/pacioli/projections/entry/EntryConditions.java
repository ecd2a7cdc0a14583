package io.pacioli.projections.entry;

import io.pacioli.projections.filter.AccountSet;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.ConditionSql;
import io.pacioli.projections.snapshot.Sql;
import java.math.BigDecimal;
import java.util.List;

/** Conditions on postings, of a row {@code e} of the entries. */
public final class EntryConditions extends ConditionSql {

    /** The entries tell the code of a currency, the ledger its decimal places. */
    private final Scales scales;

    private EntryConditions(Scales scales) {
        super(null);
        this.scales = scales;
    }

    public static Sql sql(Condition condition, Scales scales) {
        return new EntryConditions(scales).of(condition);
    }

    @Override
    protected Sql term(Term term) {
        return switch (term.field()) {
            case ACCOUNT ->
                new Sql()
                        .add(
                                "(e.account_id = any(?))",
                                ((AccountSet) term.values().getFirst()).ids());
            case DIRECTION -> compared("(case e.direction when 'd' then 'debit' else 'credit' end)", "text", term);
            case CURRENCY -> compared("e.currency", "text", term);
            case EFFECTIVE_DATE -> compared("e.effective_date", "date", term);
            case POSITION -> compared("e.position", "bigint", term);
            case AMOUNT -> amount(term);
            default -> throw unknown(term);
        };
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
