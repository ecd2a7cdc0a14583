package io.pacioli.infra.cli.benching;

import java.util.ArrayList;
import java.util.List;

/** What an audit found to be otherwise than it has to be: all of it counted, the first of it in words. */
final class Differences {

    private static final int TOLD_MAX = 20;

    private final List<String> told = new ArrayList<>();
    private long count;

    void add(String difference) {
        count++;
        if (told.size() < TOLD_MAX) {
            told.add(difference);
        }
    }

    long count() {
        return count;
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
