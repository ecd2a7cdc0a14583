package io.pacioli.infra.cli.benching;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known at the end of a run, in the form in which machines get it; null is what could not be found out.
 *
 * @param startedAt the time, as ISO 8601
 * @param errors how often each code was answered in place of what was asked for, and each other failure; retries count again
 */
public record BenchReport(
        String version,
        String startedAt,
        String address,
        String ledger,
        Map<String, Object> options,
        Machine machine,
        @Nullable Throughput throughput,
        List<Latency> latencies,
        Map<String, Long> errors,
        Projections projections,
        Service service,
        Generator generator,
        @Nullable Replay replay,
        AuditOutcome audit) {

    /** @param cores that the generator may use; the same ones where the service is on the same machine */
    public record Machine(int cores, String os, String java) {}

    /**
     * @param seconds that were measured
     * @param unsent requests of an open loop that fell due and could not even be sent
     */
    public record Throughput(
            double seconds,
            long requests,
            double requestsPerSecond,
            long transactions,
            double transactionsPerSecond,
            long unsent) {}

    /** How long requests of a kind took, in milliseconds. */
    public record Latency(String kind, long count, double p50, double p90, double p99, double p999, double max) {}

    /**
     * How far the read tables were behind when the load had ended, and how long they took from there.
     *
     * @param catchUpSeconds null where they did not catch up while somebody waited
     */
    public record Projections(
            long lagEvents, double lagSeconds, @Nullable Double catchUpSeconds) {}

    /**
     * What the service says of itself; by transaction are the differences between before and after the load. What reads cost
     * beside the transactions of a mixed load cannot be told from what these cost, so that those are null.
     *
     * @param peakMemoryBytes of its process since it started, without PostgreSQL's
     * @param cpuMicrosPerTransaction of its process, without PostgreSQL's
     */
    public record Service(
            @Nullable Double peakMemoryBytes,
            @Nullable Double databaseBytes,
            @Nullable Double databaseBytesPerTransaction,
            @Nullable Double walBytesPerTransaction,
            @Nullable Double fullPageImagesPerTransaction,
            @Nullable Double cpuMicrosPerTransaction) {}

    /** @param cpuPercentOfMachine of all of the machine's cores together, while the load ran */
    public record Generator(double cpuMicrosPerRequest, double cpuPercentOfMachine) {}

    /**
     * @param tables that were taken away before
     * @param events that the projections took in while they were watched; the others they had before the first look
     * @param allEvents in the journals
     * @param secondsFromStart from the start of the service's process until they had everything
     */
    public record Replay(
            List<String> tables,
            long events,
            long allEvents,
            double seconds,
            double eventsPerSecond,
            double secondsFromStart) {}

    public record AuditOutcome(
            boolean clean,
            long acknowledgedTransactions,
            long journalTransactions,
            long journalEvents,
            long accounts,
            long repeatedRequests,
            long differenceCount,
            List<String> differences) {}
}
