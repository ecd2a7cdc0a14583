package io.pacioli.infra.cli.benching;

/**
 * A stretch of a run: which requests are sent, and when. Times are nanoseconds since it began.
 *
 * @param firstNumber of its requests
 * @param requestsMax how many requests there are at most
 * @param connections how many may be under way at once
 * @param warmupNanos how long it runs before it is measured
 * @param endNanos after which no more requests fall due
 * @param rate requests a second, each due whether earlier ones are answered or not; 0: as soon as a connection is free
 */
record Phase(long firstNumber, long requestsMax, int connections, long warmupNanos, long endNanos, int rate) {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Everything once, as fast as the service takes it. */
    static Phase allOf(long firstNumber, long requests, int connections) {
        return new Phase(firstNumber, requests, connections, 0, NEVER, 0);
    }

    static Phase timed(BenchPlan plan, long firstNumber) {
        long warmup = plan.warmup().toNanos();
        return new Phase(
                firstNumber,
                Long.MAX_VALUE,
                plan.connections(),
                warmup,
                warmup + plan.duration().toNanos(),
                plan.rate());
    }

    boolean isOpenLoop() {
        return rate > 0;
    }

    /** Whether it ends by time, whatever is answered until then. */
    boolean hasEnd() {
        return endNanos != NEVER;
    }

    /** When the request that has so many before it falls due, in an open loop. */
    long due(long before) {
        return before / rate * NANOS_PER_SECOND + before % rate * NANOS_PER_SECOND / rate;
    }

    /** How many requests fall due before the end, in an open loop. */
    long allDue() {
        return endNanos / NANOS_PER_SECOND * rate + Math.ceilDiv(endNanos % NANOS_PER_SECOND * rate, NANOS_PER_SECOND);
    }

    boolean isMeasured(long intended) {
        return intended >= warmupNanos && intended < endNanos;
    }
}
