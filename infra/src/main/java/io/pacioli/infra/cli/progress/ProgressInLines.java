package io.pacioli.infra.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;

/** A line now and then, for output that goes to a log. */
public final class ProgressInLines implements Progress {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintWriter out;
    private String what = "";
    private long expected;
    private long told = System.nanoTime();

    public ProgressInLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(String name, long count) {
        what = name;
        expected = count;
        told = System.nanoTime();
    }

    @Override
    public void reached(long count) {
        if (System.nanoTime() - told > INTERVAL.toNanos()) {
            told = System.nanoTime();
            out.printf("%,d of %,d %s%n", count, expected, what);
            out.flush();
        }
    }

    @Override
    public void end() {}
}
