package io.pacioli.domain.message;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A client's own notes on an account or a transaction: up to {@value #PAIRS_MAX} pairs of text, sorted by key; keys of 1 to
 * {@value #KEY_LENGTH_MAX} and values of 0 to {@value #VALUE_LENGTH_MAX} characters. Values may name a person.
 */
public record Metadata(SortedMap<String, String> pairs) {

    public static final int PAIRS_MAX = 64;
    public static final int KEY_LENGTH_MAX = 64;
    public static final int VALUE_LENGTH_MAX = 512;

    public static final Metadata NONE = new Metadata(Collections.emptySortedMap());

    public Metadata {
        if (pairs.size() > PAIRS_MAX) {
            throw new IllegalArgumentException("more than 64 pairs of metadata");
        }
        pairs.forEach((key, value) -> {
            Text.require(key, 1, KEY_LENGTH_MAX);
            Text.require(value, 0, VALUE_LENGTH_MAX);
        });
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
    }

    public static Metadata of(Map<String, String> pairs) {
        return pairs.isEmpty() ? NONE : new Metadata(new TreeMap<>(pairs));
    }

    public boolean isEmpty() {
        return pairs.isEmpty();
    }
}
