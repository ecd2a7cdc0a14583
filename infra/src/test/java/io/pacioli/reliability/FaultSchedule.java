package io.pacioli.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** The order of faults that follows from a seed: every kind once, in any order, then every kind once more. */
final class FaultSchedule {

    private final SplittableRandom random;
    private final List<FaultKind> kinds;
    private final List<FaultKind> round = new ArrayList<>();

    FaultSchedule(long seed, List<FaultKind> kinds) {
        this.random = new SplittableRandom(seed);
        this.kinds = List.copyOf(kinds);
    }

    FaultKind next() {
        if (round.isEmpty()) {
            round.addAll(kinds);
            Collections.shuffle(round, Random.from(random));
        }
        return round.removeFirst();
    }

    /** Draws whatever else a fault depends on. */
    SplittableRandom random() {
        return random;
    }
}
