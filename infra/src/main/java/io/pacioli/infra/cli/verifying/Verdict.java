package io.pacioli.infra.cli.verifying;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a verification has come to.
 *
 * @param readPosition the position up to which the read models were compared, 0 where there are none
 * @param leftOut in words, what of the read models was not compared; empty where all was
 * @param differences how many differences each invariant has found; those without one are left out
 */
public record Verdict(
        long events,
        long ledgers,
        long accounts,
        long streamRows,
        long keyRows,
        long snapshots,
        long entries,
        long readPosition,
        List<String> leftOut,
        Duration took,
        Map<String, Long> differences) {

    public boolean isClean() {
        return differences.isEmpty();
    }

    public long differenceCount() {
        return differences.values().stream().mapToLong(Long::longValue).sum();
    }
}
