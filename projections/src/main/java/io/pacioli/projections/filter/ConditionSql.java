package io.pacioli.projections.filter;

import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.snapshot.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says a condition in SQL; how a term is said, each list knows for itself. */
public abstract class ConditionSql {

    private final @Nullable Condition known;

    /** @param known a part of the condition that all rows fulfil which are looked at, or null */
    protected ConditionSql(@Nullable Condition known) {
        this.known = known;
    }

    /** Whether it is that very part which is known, not another of the same words. */
    @SuppressWarnings("ReferenceEquality")
    protected final boolean isKnown(Condition condition) {
        return condition == known;
    }

    /** The condition in parentheses, so that it can stand anywhere. Never null, whatever the row: a null would be neither. */
    public final Sql of(Condition condition) {
        if (isKnown(condition)) {
            return new Sql().add("true");
        }
        return switch (condition) {
            case All(List<Condition> parts) -> joined(" and ", parts);
            case Any(List<Condition> parts) -> joined(" or ", parts);
            case Term term -> term(term);
            case Condition.Posting posting -> posting(posting);
        };
    }

    protected abstract Sql term(Term term);

    /** Only transactions have postings. */
    protected Sql posting(Condition.Posting posting) {
        throw new IllegalStateException("no condition of this list: " + posting);
    }

    /** What no list of this kind has a field for, its language does not let through. */
    protected static IllegalStateException unknown(Term term) {
        return new IllegalStateException("no condition of this list: " + term);
    }

    private Sql joined(String word, List<Condition> parts) {
        return new Sql()
                .add("(")
                .add(Sql.joined(word, parts.stream().map(this::of).toList()))
                .add(")");
    }

    /** A column compared with values of its type; a null is none of them. */
    protected static Sql comparedIfAny(String column, String type, Term term) {
        boolean negated = term.comparison() == Comparison.NONE_OF;
        return new Sql().add("coalesce(").add(compared(column, type, term)).add(negated ? ", true)" : ", false)");
    }

    /** A column that is never null, compared with values of its type. */
    protected static Sql compared(String column, String type, Term term) {
        return switch (term.comparison()) {
            case ONE_OF -> oneOf(column, type, term);
            case NONE_OF -> new Sql().add("not ").add(oneOf(column, type, term));
            default ->
                new Sql()
                        .add(
                                "(%s %s ?::%s)"
                                        .formatted(column, term.comparison().sql(), type),
                                term.values().getFirst().toString());
        };
    }

    private static Sql oneOf(String column, String type, Term term) {
        return new Sql().add("(%s = any(?::text[]::%s[]))".formatted(column, type), (Object) term.texts());
    }

    /** A column of paths, matched with patterns. */
    protected static Sql matched(String column, Term term) {
        List<Sql> matches = new ArrayList<>();
        for (Object value : term.values()) {
            matches.add(matched(column, (AccountPattern) value));
        }
        return new Sql()
                .add(term.comparison() == Comparison.NONE_OF ? "not (" : "(")
                .add(Sql.joined(" or ", matches))
                .add(")");
    }

    /** A pattern as a range of an index where it is one, and what of the range it matches. */
    public static Sql matched(String column, AccountPattern pattern) {
        if (pattern.isExact()) {
            return new Sql().add("(%s = ?)".formatted(column), pattern.toString());
        }
        Sql matches = new Sql().add("(%s ~ ?".formatted(column), pattern.regex());
        if (pattern.isRange()) {
            matches.add(" and %1$s >= ? and %1$s < ?".formatted(column), pattern.from(), pattern.before());
        }
        return matches.add(")");
    }
}
