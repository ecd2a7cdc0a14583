package io.pacioli.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** A filter as a client writes it, and what it means. */
record ReferenceFilter<R>(String text, Predicate<R> meaning) {

    /** Joined by and. */
    static <R> ReferenceFilter<R> all(List<ReferenceFilter<R>> parts) {
        return new ReferenceFilter<>(
                String.join(";", parts.stream().map(ReferenceFilter::text).toList()),
                row -> parts.stream().allMatch(part -> part.meaning().test(row)));
    }

    /** Joined by or, and kept together beside what is joined by and. */
    static <R> ReferenceFilter<R> any(List<ReferenceFilter<R>> parts) {
        return new ReferenceFilter<>(
                "(" + String.join(",", parts.stream().map(part -> "(" + part.text() + ")").toList()) + ")",
                row -> parts.stream().anyMatch(part -> part.meaning().test(row)));
    }

    /** That a field has one of these values, of which a row may have several or none. */
    static <R> ReferenceFilter<R> isOneOf(String field, List<String> values, Function<R, ? extends List<String>> of) {
        return new ReferenceFilter<>(
                values.size() == 1 ? field + "==" + quoted(values.getFirst()) : field + "=in=(" + listed(values) + ")",
                row -> values.stream().anyMatch(of.apply(row)::contains));
    }

    /** That it has none of them. */
    static <R> ReferenceFilter<R> isNoneOf(String field, List<String> values, Function<R, ? extends List<String>> of) {
        return new ReferenceFilter<>(
                values.size() == 1 ? field + "!=" + quoted(values.getFirst()) : field + "=out=(" + listed(values) + ")",
                row -> values.stream().noneMatch(of.apply(row)::contains));
    }

    /** That a field is before, at or after a value. */
    static <R, V extends Comparable<V>> ReferenceFilter<R> compared(
            String field, String operator, V value, Function<R, V> of) {
        return new ReferenceFilter<>(field + operator + value, row -> {
            int order = of.apply(row).compareTo(value);
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "=ge=" -> order >= 0;
                case "=gt=" -> order > 0;
                case "=le=" -> order <= 0;
                case "=lt=" -> order < 0;
                default -> throw new IllegalArgumentException(operator);
            };
        });
    }

    /** That a path is one of those for which the patterns stand. */
    static <R> ReferenceFilter<R> like(String field, List<String> patterns, Function<R, String> of) {
        String values = String.join(",", patterns);
        return new ReferenceFilter<>(
                patterns.size() == 1 ? field + "==" + values : field + "=in=(" + values + ")",
                row -> patterns.stream()
                        .anyMatch(pattern -> stands(
                                Arrays.asList(pattern.split(":")), Arrays.asList(of.apply(row).split(":")))));
    }

    private static boolean stands(List<String> pattern, List<String> path) {
        if (pattern.isEmpty()) {
            return path.isEmpty();
        }
        String first = pattern.getFirst();
        return first.equals("**")
                || (!path.isEmpty()
                        && (first.equals("*") || first.equals(path.getFirst()))
                        && stands(pattern.subList(1, pattern.size()), path.subList(1, path.size())));
    }

    static <T> T oneOf(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    static List<String> someOf(Random random, List<String> values) {
        List<String> some = new ArrayList<>();
        some.add(oneOf(random, values));
        if (random.nextInt(3) == 0) {
            some.add(oneOf(random, values));
        }
        return some;
    }

    private static String listed(List<String> values) {
        return String.join(",", values.stream().map(ReferenceFilter::quoted).toList());
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }
}
