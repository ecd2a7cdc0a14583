package io.pacioli.query.filter;

import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Field;
import java.util.EnumSet;
import java.util.Set;

/**
 * A field that a list's filters may be about.
 *
 * @param name as its answers call it
 * @param comparisons that it takes
 */
record FilterField(String name, Field field, ValueForm form, Set<Comparison> comparisons) {

    /**
     * Of which a transaction has as many values as postings. What none of them is cannot be asked: it would mean something else
     * of one posting than of all.
     */
    static FilterField ofPosting(String name, Field field, ValueForm form) {
        EnumSet<Comparison> comparisons =
                form.ordered() ? EnumSet.allOf(Comparison.class) : EnumSet.of(Comparison.ONE_OF);
        comparisons.remove(Comparison.NONE_OF);
        return new FilterField(name, field, form, comparisons);
    }

    /** Of which one row has one value, or none. */
    static FilterField of(String name, Field field, ValueForm form) {
        return new FilterField(
                name,
                field,
                form,
                form.ordered() ? EnumSet.allOf(Comparison.class) : EnumSet.of(Comparison.ONE_OF, Comparison.NONE_OF));
    }
}
