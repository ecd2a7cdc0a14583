package io.pacioli.infra.cli.benching;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes a report of what a run has measured. */
final class ReportOfRun {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double HUNDRED = 100;

    private final BenchPlan plan;
    private final Run run;
    private final URI address;
    private final Instant startedAt;

    ReportOfRun(BenchPlan plan, Run run, URI address, Instant startedAt) {
        this.plan = plan;
        this.run = run;
        this.address = address;
        this.startedAt = startedAt;
    }

    /**
     * What a run has come to.
     *
     * @param lastedNanos how long the load took, warm-up and the last answers included
     * @param before what the service said of itself before the load
     * @param after what it said when the read tables had caught up
     */
    record Outcome(
            Load load,
            GeneratorCpu cpu,
            long lastedNanos,
            ServiceFigures before,
            ServiceFigures after,
            CatchingUp.Result catchingUp,
            @Nullable Replayed replayed,
            Audit.Result audit) {}

    BenchReport write(Outcome outcome) {
        Measurements measured = outcome.load().measurements();
        GeneratorCpu cpu = outcome.cpu();
        CatchingUp.Result catchingUp = outcome.catchingUp();
        Audit.Result audit = outcome.audit();
        return new BenchReport(
                Optional.ofNullable(ReportOfRun.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                startedAt.toString(),
                address.toString(),
                run.ledger(),
                options(),
                new BenchReport.Machine(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        Runtime.version().toString()),
                throughput(outcome.load(), outcome.lastedNanos()),
                measured.latencies().entrySet().stream()
                        .map(entry -> latency(entry.getKey(), entry.getValue()))
                        .toList(),
                measured.errors(),
                new BenchReport.Projections(
                        catchingUp.atFirst().lagEvents(),
                        catchingUp.atFirst().lagSeconds(),
                        catchingUp.isCaughtUp() ? catchingUp.seconds() : null),
                service(outcome.before(), outcome.after(), measured.transactions()),
                new BenchReport.Generator(
                        cpu.nanos() / NANOS_PER_MICRO / Math.max(1, measured.answeredInTime()),
                        HUNDRED
                                * cpu.nanos()
                                / cpu.lastedNanos()
                                / Runtime.getRuntime().availableProcessors()),
                replay(outcome.replayed()),
                new BenchReport.AuditOutcome(
                        audit.isClean(),
                        audit.acknowledged(),
                        audit.transactions(),
                        audit.events(),
                        audit.accounts(),
                        audit.repeated(),
                        audit.differenceCount(),
                        audit.differences()));
    }

    private Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("workload", plan.workload().word());
        options.put("hotPercent", plan.hotPercent());
        options.put("zipfExponent", plan.zipfExponent());
        options.put("batch", plan.batch());
        options.put("readsPercent", plan.workload() == Workload.MIXED ? plan.readsPercent() : 0);
        options.put("accounts", plan.accounts());
        options.put("connections", plan.connections());
        options.put("seed", plan.seed());
        if (plan.workload() == Workload.REPLAY) {
            options.put("transactions", plan.transactions());
        } else {
            options.put("warmupSeconds", plan.warmup().toNanos() / NANOS_PER_SECOND);
            options.put("durationSeconds", plan.duration().toNanos() / NANOS_PER_SECOND);
            options.put("rate", plan.rate());
        }
        return options;
    }

    private BenchReport.Throughput throughput(Load load, long lastedNanos) {
        Measurements measured = load.measurements();
        double seconds = (plan.workload() == Workload.REPLAY
                        ? lastedNanos
                        : plan.duration().toNanos())
                / NANOS_PER_SECOND;
        return new BenchReport.Throughput(
                seconds,
                measured.answeredInTime(),
                measured.answeredInTime() / seconds,
                measured.transactionsInTime(),
                measured.transactionsInTime() / seconds,
                load.unsent());
    }

    private static BenchReport.Latency latency(Kind kind, Histogram nanos) {
        return new BenchReport.Latency(
                kind.plural(),
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(90) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
                nanos.getMaxValue() / NANOS_PER_MILLI);
    }

    /** Tables do not grow by being read; processor time is spent, and log written, by reads too (hint bits of checksummed pages). */
    private BenchReport.Service service(ServiceFigures before, ServiceFigures after, long transactions) {
        long alone = plan.workload() == Workload.MIXED ? 0 : transactions;
        Double cpuNanos = each(before.cpuNanos(), after.cpuNanos(), alone);
        return new BenchReport.Service(
                after.peakMemoryBytes(),
                after.databaseBytes(),
                each(before.databaseBytes(), after.databaseBytes(), transactions),
                each(before.walBytes(), after.walBytes(), alone),
                each(before.fullPageImages(), after.fullPageImages(), alone),
                cpuNanos == null ? null : cpuNanos / NANOS_PER_MICRO);
    }

    private static @Nullable Double each(@Nullable Double before, @Nullable Double after, long transactions) {
        return before == null || after == null || transactions == 0 ? null : (after - before) / transactions;
    }

    private static BenchReport.@Nullable Replay replay(@Nullable Replayed replayed) {
        if (replayed == null || !replayed.isCaughtUp()) {
            return null;
        }
        double seconds = replayed.catchingUp().seconds();
        return new BenchReport.Replay(
                replayed.tables(),
                replayed.events(),
                replayed.catchingUp().atLast().allEvents(),
                seconds,
                replayed.events() / seconds,
                replayed.secondsFromStart());
    }
}
