package io.pacioli.infra.cli.benching;

import java.time.Duration;

/**
 * What a run does; one that could not be carried out cannot be built.
 *
 * @param hotPercent how many of a hundred transfers debit the first account; 0: none on purpose
 * @param zipfExponent how unevenly accounts are chosen, by Zipf's law; 0: evenly
 * @param batch how many transfers a request posts
 * @param readsPercent how many of a hundred requests of a mixed load read
 * @param connections over which requests are sent, each carrying one at a time
 * @param warmup how long the load runs before it is measured
 * @param duration how long it is measured
 * @param rate requests a second, sent when they are due whether earlier ones are answered or not; 0: each connection sends
 *     its next request when the last one is answered
 * @param transactions how many a replay is measured over
 */
public record BenchPlan(
        Workload workload,
        int hotPercent,
        double zipfExponent,
        int batch,
        int readsPercent,
        int accounts,
        int connections,
        Duration warmup,
        Duration duration,
        int rate,
        long seed,
        int transactions) {

    public static final int READS_PERCENT_USUAL = 50;
    public static final int BATCH_MAX = 1_000;
    public static final int ACCOUNTS_MAX = 10_000_000;
    public static final int CONNECTIONS_MAX = 4_096;
    public static final int RATE_MAX = 1_000_000;
    public static final int TRANSACTIONS_MAX = 100_000_000;

    /** A trial balance with more lines is not to be had. */
    private static final int TRIAL_BALANCE_ACCOUNTS_MAX = 100_000;

    private static final int PERCENT_MAX = 100;
    private static final double ZIPF_EXPONENT_MAX = 5;
    private static final Duration TIME_MAX = Duration.ofHours(24);

    /** @throws IllegalArgumentException in words for whoever gave the options */
    public BenchPlan {
        requireBetween("--hot", hotPercent, 0, PERCENT_MAX);
        require(
                zipfExponent >= 0 && zipfExponent <= ZIPF_EXPONENT_MAX,
                "--zipf has to be more than 0 and at most %.0f.".formatted(ZIPF_EXPONENT_MAX));
        require(hotPercent == 0 || zipfExponent == 0, "--hot and --zipf choose accounts in different ways: give one.");
        requireBetween("--batch", batch, 1, BATCH_MAX);
        requireBetween("--reads", readsPercent, 0, PERCENT_MAX);
        requireBetween("--accounts", accounts, 2, ACCOUNTS_MAX);
        requireBetween("--connections", connections, 1, CONNECTIONS_MAX);
        require(
                !warmup.isNegative() && warmup.compareTo(TIME_MAX) <= 0,
                "--warmup has to be from 0s to %dh.".formatted(TIME_MAX.toHours()));
        require(
                duration.isPositive() && duration.compareTo(TIME_MAX) <= 0,
                "--duration has to be more than 0s and at most %dh.".formatted(TIME_MAX.toHours()));
        requireBetween("--rate", rate, 0, RATE_MAX);
        requireBetween("--transactions", transactions, 1, TRANSACTIONS_MAX);
    }

    boolean isOpenLoop() {
        return rate > 0;
    }

    /** Whether the service shows a trial balance of so many accounts. */
    boolean hasTrialBalance() {
        return accounts <= TRIAL_BALANCE_ACCOUNTS_MAX;
    }

    private static void requireBetween(String option, int value, int min, int max) {
        require(value >= min && value <= max, "%s has to be %,d to %,d.".formatted(option, min, max));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
