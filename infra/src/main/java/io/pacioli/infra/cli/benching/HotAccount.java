package io.pacioli.infra.cli.benching;

import java.util.SplittableRandom;

/** Account 0 in so many of a hundred transfers, and otherwise each of the others as often as every other. */
record HotAccount(int count, int percent) implements AccountChoice {

    private static final int HUNDRED = 100;

    @Override
    public int first(SplittableRandom random) {
        return random.nextInt(HUNDRED) < percent ? 0 : 1 + random.nextInt(count - 1);
    }

    @Override
    public int other(SplittableRandom random, int first) {
        return (first + 1 + random.nextInt(count - 1)) % count;
    }
}
