package io.pacioli.infra.cli.verifying;

import java.time.Duration;
import java.util.Map;

/**
 * What a verification has come to.
 *
 * @param readPosition the position up to which the read models were compared, 0 where there are none
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
        Duration took,
        Map<String, Long> differences) {

    public boolean isClean() {
        return differences.isEmpty();
    }

    public long differenceCount() {
        return differences.values().stream().mapToLong(Long::longValue).sum();
    }
}
