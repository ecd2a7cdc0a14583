package io.pacioli.infra.cli.benching;

import java.util.function.LongSupplier;

/** What CPU time this process takes while a load is measured: not before, when its own code is being compiled. */
final class GeneratorCpu {

    private final Phase phase;
    private final LongSupplier cpuNanos;
    private long beganAt = -1;
    private long endedAt;
    private long cpuAtBegin;
    private long cpuAtEnd;

    /** @param cpuNanos the CPU time that the process has taken so far */
    GeneratorCpu(Phase phase, LongSupplier cpuNanos) {
        this.phase = phase;
        this.cpuNanos = cpuNanos;
    }

    /** Is told the time, in nanoseconds since the load began, several times a second. */
    void at(long now) {
        if (beganAt < 0 && now >= phase.warmupNanos()) {
            beganAt = now;
            cpuAtBegin = cpuNanos.getAsLong();
        }
        if (beganAt >= 0 && (endedAt == 0 || now <= phase.endNanos())) {
            endedAt = now;
            cpuAtEnd = cpuNanos.getAsLong();
        }
    }

    /** The CPU time that was taken while it was measured. */
    long nanos() {
        return cpuAtEnd - cpuAtBegin;
    }

    /** How long it was measured. */
    long lastedNanos() {
        return Math.max(1, endedAt - beganAt);
    }
}
