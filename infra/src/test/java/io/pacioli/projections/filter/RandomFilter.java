package io.pacioli.projections.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A filter as somebody would write it, and what it means, told without any of the product's own words. */
record RandomFilter<R>(String text, Predicate<R> meaning) {

    /** Makes terms of a list. */
    interface Terms<R> extends Function<Random, RandomFilter<R>> {}

    /** Ands, ors and terms, a few levels deep. */
    static <R> RandomFilter<R> of(Random random, Terms<R> terms, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return terms.apply(random);
        }
        boolean and = random.nextInt(3) > 0;
        List<RandomFilter<R>> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            parts.add(of(random, terms, depth - 1));
        }
        String text = String.join(
                and ? ";" : random.nextBoolean() ? "," : " or ",
                parts.stream().map(RandomFilter::text).toList());
        return new RandomFilter<>(
                "(" + text + ")",
                row -> and
                        ? parts.stream().allMatch(part -> part.meaning().test(row))
                        : parts.stream().anyMatch(part -> part.meaning().test(row)));
    }

    /** A field that has one of a few values in each row, or none. */
    static <R> RandomFilter<R> choice(Random random, String field, List<String> values, Function<R, String> of) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            chosen.add(values.get(random.nextInt(values.size())));
        }
        boolean negated = random.nextInt(4) == 0;
        String text = chosen.size() == 1
                ? field + (negated ? "!=" : "==") + quoted(chosen.getFirst())
                : field + (negated ? "=out=(" : "=in=(")
                        + String.join(
                                ",", chosen.stream().map(RandomFilter::quoted).toList()) + ")";
        return new RandomFilter<>(text, row -> chosen.contains(of.apply(row)) != negated);
    }

    /** A field whose values have an order; a row that has none is unlike any, and no more nor less than any. */
    static <R, V extends Comparable<? super V>> RandomFilter<R> ordered(
            Random random, String field, String written, V value, Function<R, V> of) {
        return switch (random.nextInt(6)) {
            case 0 -> compared(field + "==" + written, value, of, order -> order == 0);
            case 1 -> {
                RandomFilter<R> same = compared(field + "!=" + written, value, of, order -> order == 0);
                yield new RandomFilter<>(same.text(), same.meaning().negate());
            }
            case 2 -> compared(field + ">" + written, value, of, order -> order > 0);
            case 3 -> compared(field + "=ge=" + written, value, of, order -> order >= 0);
            case 4 -> compared(field + "=lt=" + written, value, of, order -> order < 0);
            default -> compared(field + "<=" + written, value, of, order -> order <= 0);
        };
    }

    private static <R, V extends Comparable<? super V>> RandomFilter<R> compared(
            String text, V value, Function<R, V> of, IntPredicate meaning) {
        return new RandomFilter<>(text, row -> {
            V own = of.apply(row);
            return own != null && meaning.test(own.compareTo(value));
        });
    }

    /** A pattern for paths that are told segment by segment. */
    static boolean matches(String pattern, String path) {
        String[] wanted = pattern.split(":", -1);
        String[] given = path.split(":", -1);
        boolean below = wanted[wanted.length - 1].equals("**");
        int fixed = below ? wanted.length - 1 : wanted.length;
        if (given.length < fixed || (!below && given.length > fixed)) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9:.*_-]+") ? value : "'" + value.replace("'", "\\'") + "'";
    }
}
