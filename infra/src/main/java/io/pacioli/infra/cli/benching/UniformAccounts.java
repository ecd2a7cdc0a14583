package io.pacioli.infra.cli.benching;

import java.util.SplittableRandom;

/** Every account as often as every other. */
record UniformAccounts(int count) implements AccountChoice {

    @Override
    public int first(SplittableRandom random) {
        return random.nextInt(count);
    }

    @Override
    public int other(SplittableRandom random, int first) {
        return (first + 1 + random.nextInt(count - 1)) % count;
    }
}
