package io.pacioli.infra.cli.benching;

import java.util.SplittableRandom;

/** Chooses the two accounts of a transfer, as numbers from 0. */
interface AccountChoice {

    int first(SplittableRandom random);

    /** Another one than the first. */
    int other(SplittableRandom random, int first);

    static AccountChoice of(BenchPlan plan) {
        if (plan.zipfExponent() > 0) {
            return new ZipfAccounts(plan.accounts(), plan.zipfExponent());
        }
        return plan.hotPercent() > 0
                ? new HotAccount(plan.accounts(), plan.hotPercent())
                : new UniformAccounts(plan.accounts());
    }
}
