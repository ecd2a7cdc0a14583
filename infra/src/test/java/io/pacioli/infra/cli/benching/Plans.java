package io.pacioli.infra.cli.benching;

import java.time.Duration;

/** Plans of tests: as the command's defaults, but for what a test is about. */
final class Plans {

    private Plans() {}

    static BenchPlan transfers(int accounts, long seed) {
        return plan(Workload.TRANSFERS, 0, 0, 1, 0, accounts, seed);
    }

    static BenchPlan hot(int percent, int accounts) {
        return plan(Workload.TRANSFERS, percent, 0, 1, 0, accounts, 1);
    }

    static BenchPlan zipf(double exponent, int accounts) {
        return plan(Workload.TRANSFERS, 0, exponent, 1, 0, accounts, 1);
    }

    static BenchPlan batches(int batch, int accounts) {
        return plan(Workload.TRANSFERS, 0, 0, batch, 0, accounts, 1);
    }

    static BenchPlan mixed(int readsPercent, int accounts) {
        return plan(Workload.MIXED, 0, 0, 1, readsPercent, accounts, 1);
    }

    private static BenchPlan plan(
            Workload workload, int hotPercent, double zipf, int batch, int reads, int accounts, long seed) {
        return new BenchPlan(
                workload,
                hotPercent,
                zipf,
                batch,
                reads,
                accounts,
                4,
                Duration.ZERO,
                Duration.ofSeconds(10),
                0,
                seed,
                1_000);
    }
}
