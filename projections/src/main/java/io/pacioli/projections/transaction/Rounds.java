package io.pacioli.projections.transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of transactions in a batch, put so that no two of one transaction are in the same round: each round is written by one
 * statement, which finds what the round before has left. Nearly always there is one.
 */
final class Rounds<C> {

    private final List<Map<TransactionKey, C>> rounds = new ArrayList<>(0);
    private final Map<TransactionKey, Integer> of = new HashMap<>(0);

    void add(TransactionKey transaction, C change) {
        int round = of.merge(transaction, 0, (last, _) -> last + 1);
        if (round == rounds.size()) {
            rounds.add(new LinkedHashMap<>());
        }
        rounds.get(round).put(transaction, change);
    }

    /** The last change of a transaction, or null where there is none. */
    @Nullable
    C last(TransactionKey transaction) {
        Integer round = of.get(transaction);
        return round == null ? null : rounds.get(round).get(transaction);
    }

    List<Map<TransactionKey, C>> inOrder() {
        return rounds;
    }
}
