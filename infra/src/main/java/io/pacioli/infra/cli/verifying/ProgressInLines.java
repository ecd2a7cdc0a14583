package io.pacioli.infra.cli.verifying;

import java.io.PrintWriter;
import java.time.Duration;

/** A line now and then, for output that goes to a log. */
public final class ProgressInLines implements Progress {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintWriter out;
    private long expected;
    private long told = System.nanoTime();

    public ProgressInLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(long events) {
        expected = events;
        told = System.nanoTime();
    }

    @Override
    public void reached(long events) {
        if (System.nanoTime() - told > INTERVAL.toNanos()) {
            told = System.nanoTime();
            out.printf("%,d of %,d events%n", events, expected);
            out.flush();
        }
    }

    @Override
    public void end() {}
}
