package io.pacioli.infra.cli.benching;

import java.util.SplittableRandom;

/**
 * The requests of a run. What a request says follows from its number and the run's seed alone, so that it can be sent again,
 * and entered into our own book, without having been kept.
 */
final class Requests {

    static final int POSTINGS_PER_OPENING = 1_000;

    /** Of a hundred reads, so many ask for a balance; so many more for a statement page; the others for the trial balance, where there is one. */
    private static final int BALANCES_PERCENT = 80;

    private static final int STATEMENTS_PERCENT = 19;

    private static final int HUNDRED = 100;
    private static final int AMOUNT_MAX = 99_999;

    private final BenchPlan plan;
    private final AccountChoice accounts;
    private final long seed;
    private final int openings;

    Requests(BenchPlan plan) {
        this.plan = plan;
        this.accounts = AccountChoice.of(plan);
        // Neighbouring seeds must not give the same requests under neighbouring numbers.
        this.seed = new SplittableRandom(plan.seed()).nextLong();
        this.openings = Math.ceilDiv(plan.accounts(), POSTINGS_PER_OPENING);
    }

    /** How many requests open the accounts: those with the first numbers. */
    int openings() {
        return openings;
    }

    Kind kind(long number) {
        if (number < openings) {
            return Kind.OPENING;
        }
        return plan.workload() == Workload.MIXED ? mixedKind(random(number)) : writeKind();
    }

    /** The account that a read is about, as a number from 0. */
    int accountRead(long number) {
        SplittableRandom random = random(number);
        mixedKind(random);
        return accounts.first(random);
    }

    /** Shows what a write transfers: an opening pairs each account with its neighbour. */
    void transfers(long number, TransferVisitor visitor) {
        if (number < openings) {
            int from = (int) number * POSTINGS_PER_OPENING;
            int to = Math.min(from + POSTINGS_PER_OPENING, plan.accounts());
            for (int account = from; account < to; account += 2) {
                visitor.visit(0, account, (account + 1) % plan.accounts(), 1);
            }
            return;
        }
        SplittableRandom random = random(number);
        if (plan.workload() == Workload.MIXED) {
            mixedKind(random);
        }
        for (int item = 0; item < plan.batch(); item++) {
            int debited = accounts.first(random);
            visitor.visit(item, debited, accounts.other(random, debited), 1L + random.nextInt(AMOUNT_MAX));
        }
    }

    /** How many transactions a write posts. */
    int transactions(long number) {
        return number < openings ? 1 : plan.batch();
    }

    private Kind mixedKind(SplittableRandom random) {
        boolean reads = random.nextInt(HUNDRED) < plan.readsPercent();
        int share = random.nextInt(HUNDRED);
        if (!reads) {
            return writeKind();
        }
        if (share < BALANCES_PERCENT) {
            return Kind.BALANCE;
        }
        return share < BALANCES_PERCENT + STATEMENTS_PERCENT || !plan.hasTrialBalance()
                ? Kind.STATEMENT
                : Kind.TRIAL_BALANCE;
    }

    private Kind writeKind() {
        return plan.batch() > 1 ? Kind.BATCH : Kind.TRANSFER;
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(seed + number);
    }
}
