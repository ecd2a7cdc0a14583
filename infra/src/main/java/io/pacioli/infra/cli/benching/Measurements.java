package io.pacioli.infra.cli.benching;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long answers took by kind of request, how many there were, and what went wrong; nothing of the warm-up but what went wrong. */
final class Measurements {

    private static final long LATENCY_NANOS_MAX = TimeUnit.HOURS.toNanos(1);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Phase phase;
    private final Map<Kind, Histogram> latencies = new EnumMap<>(Kind.class);
    private final Histogram recent = histogram();
    private final Map<String, Long> errors = new TreeMap<>();
    private long answeredInTime;
    private long transactionsInTime;
    private long answered;
    private long transactions;
    private long errorCount;

    Measurements(Phase phase) {
        this.phase = phase;
    }

    /**
     * A request was accepted. Its latency counts by when it should have been sent, however late the answer came; the rate counts
     * by when the answer came.
     *
     * @param posted how many transactions it posted
     */
    void answered(Exchange exchange, long now, int posted) {
        answered++;
        transactions += posted;
        if (phase.isMeasured(now)) {
            answeredInTime++;
            transactionsInTime += posted;
        }
        long latency = Math.min(now - exchange.intended(), LATENCY_NANOS_MAX);
        recent.recordValue(latency);
        if (phase.isMeasured(exchange.intended())) {
            latencies.computeIfAbsent(exchange.kind(), kind -> histogram()).recordValue(latency);
        }
    }

    void failed(String code) {
        errorCount++;
        errors.merge(code, 1L, Long::sum);
    }

    Map<Kind, Histogram> latencies() {
        return latencies;
    }

    /** How often each code was answered in place of what was asked for, and each other failure. */
    Map<String, Long> errors() {
        return errors;
    }

    long errorCount() {
        return errorCount;
    }

    /** Requests that were accepted while it was measured. */
    long answeredInTime() {
        return answeredInTime;
    }

    /** Transactions that were acknowledged while it was measured. */
    long transactionsInTime() {
        return transactionsInTime;
    }

    /** Requests that were accepted, at any time. */
    long answered() {
        return answered;
    }

    /** Transactions that were acknowledged, at any time. */
    long transactions() {
        return transactions;
    }

    /** The 99th percentile since it was last asked for, in nanoseconds. */
    long recentP99Nanos() {
        long p99 = recent.getTotalCount() == 0 ? 0 : recent.getValueAtPercentile(99);
        recent.reset();
        return p99;
    }

    private static Histogram histogram() {
        return new Histogram(LATENCY_NANOS_MAX, SIGNIFICANT_DIGITS);
    }
}
