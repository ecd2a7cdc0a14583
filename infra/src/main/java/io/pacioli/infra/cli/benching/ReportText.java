package io.pacioli.infra.cli.benching;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report in words and columns, for people. */
public final class ReportText {

    private static final double MIB = 1 << 20;

    private final BenchReport report;

    public ReportText(BenchReport report) {
        this.report = report;
    }

    public void print(PrintWriter out) {
        BenchReport.Throughput throughput = report.throughput();
        out.printf(
                "%,.0f transactions/s, %,.0f requests/s (%,d transactions in %,.1f s)%n",
                throughput.transactionsPerSecond(),
                throughput.requestsPerSecond(),
                throughput.transactions(),
                throughput.seconds());
        if (throughput.unsent() > 0) {
            out.printf(
                    "%,d requests fell due and could not be sent: the rate is more than the service takes.%n",
                    throughput.unsent());
        }
        latencies(out);
        errors(out);
        projections(out);
        service(out);
        BenchReport.Generator generator = report.generator();
        out.printf(
                "Generator: %,.1f us of CPU a request, %,.1f %% of the machine's %d cores%n",
                generator.cpuMicrosPerRequest(),
                generator.cpuPercentOfMachine(),
                report.machine().cores());
        audit(out);
        out.flush();
    }

    private void latencies(PrintWriter out) {
        out.printf("%-16s %10s %9s %9s %9s %9s %9s%n", "latency in ms", "count", "p50", "p90", "p99", "p99.9", "max");
        for (BenchReport.Latency latency : report.latencies()) {
            out.printf(
                    "%-16s %,10d %,9.2f %,9.2f %,9.2f %,9.2f %,9.2f%n",
                    latency.kind(),
                    latency.count(),
                    latency.p50(),
                    latency.p90(),
                    latency.p99(),
                    latency.p999(),
                    latency.max());
        }
    }

    private void errors(PrintWriter out) {
        if (report.errors().isEmpty()) {
            out.println("No errors.");
        } else {
            out.println("Errors, retries counted:");
            report.errors().forEach((code, count) -> out.printf("  %s %,d%n", code, count));
        }
    }

    private void projections(PrintWriter out) {
        BenchReport.Projections projections = report.projections();
        out.printf(
                "Projections: %,d events (%,.1f s) behind when the load ended, %s%n",
                projections.lagEvents(),
                projections.lagSeconds(),
                projections.catchUpSeconds() == null
                        ? "and did not catch up"
                        : "caught up %,.2f s later".formatted(projections.catchUpSeconds()));
        BenchReport.Replay replay = report.replay();
        if (replay != null) {
            out.printf(
                    "Replay from zero: %,.0f events/s (%,d of %,d events in %,.2f s; %,.2f s from the start of the service)%n",
                    replay.eventsPerSecond(),
                    replay.events(),
                    replay.allEvents(),
                    replay.seconds(),
                    replay.secondsFromStart());
            if (2 * replay.events() < replay.allEvents()) {
                out.println(
                        "Most of it was done before the first look: the rate says little. Give more --transactions.");
            }
        }
    }

    private void service(PrintWriter out) {
        BenchReport.Service service = report.service();
        line(
                out,
                "Service, without PostgreSQL: ",
                told("peak memory %,.0f MiB", service.peakMemoryBytes(), MIB),
                told("%,.0f us of CPU a transaction", service.cpuMicrosPerTransaction(), 1));
        line(
                out,
                "Database: ",
                told("%,.0f bytes on disk a transaction", service.databaseBytesPerTransaction(), 1),
                told("%,.0f bytes of WAL a transaction", service.walBytesPerTransaction(), 1),
                told("%,.4f full-page images a transaction", service.fullPageImagesPerTransaction(), 1),
                told("%,.0f MiB in all", service.databaseBytes(), MIB));
    }

    /** What is known, in a line; none where nothing is. */
    private static void line(PrintWriter out, String begin, String... told) {
        String known = Stream.of(told).filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
        if (!known.isEmpty()) {
            out.println(begin + known);
        }
    }

    private static String told(String format, @Nullable Double value, double unit) {
        return value == null ? "" : format.formatted(value / unit);
    }

    private void audit(PrintWriter out) {
        BenchReport.AuditOutcome audit = report.audit();
        if (audit.clean()) {
            out.printf(
                    "Audit: clean. %,d transactions acknowledged and in the journal, once; %,d accounts agree; %,d requests sent again were answered as before.%n",
                    audit.acknowledgedTransactions(), audit.accounts(), audit.repeatedRequests());
            return;
        }
        out.printf("AUDIT FAILED: %,d differences in the ledger %s.%n", audit.differenceCount(), report.ledger());
        audit.differences().forEach(difference -> out.println("  " + difference));
        if (audit.differenceCount() > audit.differences().size()) {
            out.printf(
                    "  and %,d more%n",
                    audit.differenceCount() - audit.differences().size());
        }
    }
}
