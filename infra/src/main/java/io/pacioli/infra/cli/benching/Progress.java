package io.pacioli.infra.cli.benching;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells in a line how a load is going: rewritten in place on a terminal, a line every few seconds elsewhere. */
public final class Progress {

    private static final long TERMINAL_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LOG_NANOS = Duration.ofSeconds(5).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String REWRITE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean isTerminal;
    private @Nullable Phase phase;
    private String what = "";
    private long toldAt;
    private long toldTransactions;
    private long toldAnswered;

    /** @param isTerminal whether lines can be rewritten in place */
    public Progress(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void begin(String name, Phase begun) {
        what = name;
        phase = begun;
        toldAt = 0;
        toldTransactions = 0;
        toldAnswered = 0;
    }

    /** A line that stays. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    void at(long now, Load load) {
        if (now - toldAt < (isTerminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        Measurements measurements = load.measurements();
        double seconds = (now - toldAt) / NANOS_PER_SECOND;
        double requests = (measurements.answered() - toldAnswered) / seconds;
        double transactions = (measurements.transactions() - toldTransactions) / seconds;
        String line = "%s %s: %s%,.0f transactions/s, p99 %,.1f ms, %,d errors"
                .formatted(
                        what,
                        reached(now, load),
                        requests == transactions ? "" : "%,.0f requests/s, ".formatted(requests),
                        transactions,
                        measurements.recentP99Nanos() / NANOS_PER_MILLI,
                        measurements.errorCount());
        toldAt = now;
        toldTransactions = measurements.transactions();
        toldAnswered = measurements.answered();
        if (isTerminal) {
            out.print(REWRITE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String reached(long now, Load load) {
        if (phase == null || !phase.hasEnd()) {
            return "%,d of %,d"
                    .formatted(load.measurements().answered(), load.phase().requestsMax());
        }
        return "%.0f of %.0f s%s"
                .formatted(
                        now / NANOS_PER_SECOND,
                        phase.endNanos() / NANOS_PER_SECOND,
                        now < phase.warmupNanos() ? " (warm-up)" : "");
    }

    void end() {
        if (isTerminal) {
            out.print(REWRITE);
            out.flush();
        }
    }
}
