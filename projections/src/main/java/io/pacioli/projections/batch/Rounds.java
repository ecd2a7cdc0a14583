package io.pacioli.projections.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes in a batch, put so that no two of one thing are in the same round: each round is written by one statement, which finds
 * what the round before has left. Nearly always there is one.
 *
 * @param <K> what is changed
 */
public final class Rounds<K, C> {

    private final List<Map<K, C>> rounds = new ArrayList<>(0);
    private final Map<K, Integer> of = new HashMap<>(0);

    public void add(K changed, C change) {
        int round = of.merge(changed, 0, (last, _) -> last + 1);
        if (round == rounds.size()) {
            rounds.add(new LinkedHashMap<>());
        }
        rounds.get(round).put(changed, change);
    }

    /** The last change of that, or null where there is none. */
    public @Nullable C last(K changed) {
        Integer round = of.get(changed);
        return round == null ? null : rounds.get(round).get(changed);
    }

    public List<Map<K, C>> inOrder() {
        return rounds;
    }
}
