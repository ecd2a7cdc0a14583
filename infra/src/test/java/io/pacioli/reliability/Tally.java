package io.pacioli.reliability;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what all clients together have sent and were answered. */
final class Tally {

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unavailable = new ConcurrentHashMap<>();

    void sent() {
        sent.increment();
    }

    void acknowledged() {
        acknowledged.increment();
    }

    /** A rule was in the way, and nothing came of a request. */
    void rejected(String code) {
        count(rejected, code);
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
        count(unavailable, code);
    }

    private static void count(Map<String, LongAdder> counts, String code) {
        counts.computeIfAbsent(code, each -> new LongAdder()).increment();
    }

    long sentSoFar() {
        return sent.sum();
    }

    long acknowledgedSoFar() {
        return acknowledged.sum();
    }

    long rejectedSoFar() {
        return rejected.values().stream().mapToLong(LongAdder::sum).sum();
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

    /** How often each rule was in the way. */
    Map<String, Long> rejectedByCode() {
        return sums(rejected);
    }

    /** How often each code was answered that asks for another try. */
    Map<String, Long> unavailableByCode() {
        return sums(unavailable);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((code, count) -> sums.put(code, count.sum()));
        return sums;
    }
}
