package io.pacioli.reliability;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what all clients together have sent and were answered. */
final class Tally {

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Map<String, LongAdder> unavailable = new ConcurrentHashMap<>();

    void sent() {
        sent.increment();
    }

    void acknowledged() {
        acknowledged.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void retried() {
        retried.increment();
    }

    /** No answer came. */
    void lost() {
        lost.increment();
    }

    /** An answer came that asks for the request to be sent again. */
    void unavailable(String code) {
        unavailable.computeIfAbsent(code, each -> new LongAdder()).increment();
    }

    long sentSoFar() {
        return sent.sum();
    }

    long acknowledgedSoFar() {
        return acknowledged.sum();
    }

    long rejectedSoFar() {
        return rejected.sum();
    }

    long retriedSoFar() {
        return retried.sum();
    }

    long lostSoFar() {
        return lost.sum();
    }

    long unavailableSoFar(String code) {
        LongAdder count = unavailable.get(code);
        return count == null ? 0 : count.sum();
    }

    /** How often each code was answered that asks for another try. */
    Map<String, Long> unavailableByCode() {
        Map<String, Long> counts = new TreeMap<>();
        unavailable.forEach((code, count) -> counts.put(code, count.sum()));
        return counts;
    }
}
