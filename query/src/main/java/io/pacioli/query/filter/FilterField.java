package io.pacioli.query.filter;

import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Field;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field that a list's filters may be about.
 *
 * @param name as its answers call it
 * @param key null where the field has one value only
 * @param comparisons that it takes
 */
record FilterField(String name, @Nullable Key key, Field field, ValueForm form, Set<Comparison> comparisons) {

    /**
     * What stands behind the name, with a dot in between, where the field has a value for each of many.
     *
     * @param shown how a message calls it
     */
    record Key(String shown, Predicate<String> form) {}

    private static final char DOT = '.';

    /**
     * Of which a transaction has as many values as postings. What none of them is cannot be asked: it would mean something else
     * of one posting than of all.
     */
    static FilterField ofPosting(String name, Field field, ValueForm form) {
        EnumSet<Comparison> comparisons =
                form.ordered() ? EnumSet.allOf(Comparison.class) : EnumSet.of(Comparison.ONE_OF);
        comparisons.remove(Comparison.NONE_OF);
        return new FilterField(name, null, field, form, comparisons);
    }

    /** Of which one row has one value, or none. */
    static FilterField of(String name, Field field, ValueForm form) {
        return new FilterField(
                name,
                null,
                field,
                form,
                form.ordered() ? EnumSet.allOf(Comparison.class) : EnumSet.of(Comparison.ONE_OF, Comparison.NONE_OF));
    }

    /** Of which one row has one value for each of many keys. */
    static FilterField ofKeys(String name, Key key, Field field, ValueForm form) {
        return new FilterField(name, key, field, form, of(name, field, form).comparisons());
    }

    /** Whether that is what somebody has written. */
    boolean isMeantBy(String selector) {
        return key == null
                ? selector.equals(name)
                : selector.startsWith(name + DOT) && key.form().test(key(selector));
    }

    /** Which of the keys somebody has written; empty where there are none. */
    String key(String selector) {
        return key == null ? "" : selector.substring(name.length() + 1);
    }

    /** As messages call it. */
    String shown() {
        return key == null ? name : name + DOT + key.shown();
    }
}
