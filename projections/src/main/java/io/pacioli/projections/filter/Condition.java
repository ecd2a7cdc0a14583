package io.pacioli.projections.filter;

import java.util.ArrayList;
import java.util.List;

/** What the rows of a list have to be like. */
public sealed interface Condition {

    /** All of these have to hold. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of these has to hold. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One field compared with one or several values.
     *
     * @param key which of its metadata, or of its currencies, where the field has keys; else empty
     * @param values of the type that the field has: {@link AccountPattern}, texts, days, moments, amounts
     */
    record Term(Field field, String key, Comparison comparison, List<?> values) implements Condition {
        public Term {
            values = List.copyOf(values);
        }

        public Term(Field field, Comparison comparison, List<?> values) {
            this(field, "", comparison, values);
        }

        /** The values as texts, where they are. */
        public String[] texts() {
            return values.stream().map(Object::toString).toArray(String[]::new);
        }
    }

    /** One and the same posting has to fulfil this, of all that a transaction has. */
    record Posting(Condition of) implements Condition {}

    /** Both have to hold. */
    default Condition and(Condition other) {
        List<Condition> parts = new ArrayList<>(conjuncts(this));
        parts.addAll(conjuncts(other));
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    /** What has to hold in any case: the parts of an and, or the whole. */
    static List<Condition> conjuncts(Condition condition) {
        return condition instanceof All(List<Condition> parts) ? parts : List.of(condition);
    }
}
