package io.pacioli.reliability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers broken promises: keeps the first words about each, and counts all. */
final class Differences {

    private static final int TOLD_MAX = 20;

    private final Map<Promise, Long> counts = new EnumMap<>(Promise.class);
    private final List<String> told = new ArrayList<>();

    synchronized void add(Promise promise, String what) {
        add(promise, 1, what);
    }

    synchronized void add(Promise promise, long count, String what) {
        if (counts.merge(promise, count, Long::sum) <= TOLD_MAX) {
            told.add(promise + ": " + what);
        }
    }

    synchronized boolean areNone() {
        return counts.isEmpty();
    }

    synchronized long of(Promise promise) {
        return counts.getOrDefault(promise, 0L);
    }

    /** The first of each promise, in words. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }
}
