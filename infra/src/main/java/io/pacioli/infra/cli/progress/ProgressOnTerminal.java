package io.pacioli.infra.cli.progress;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with its speed for each piece of work, on the terminal's standard error. */
public final class ProgressOnTerminal implements Progress {

    private static final int UPDATE_MILLIS = 100;
    private static final int KIB = 1 << 10;

    private final String unit;
    private final int unitSize;
    private @Nullable ProgressBar bar;

    private ProgressOnTerminal(String unit, int unitSize) {
        this.unit = unit;
        this.unitSize = unitSize;
    }

    public static Progress ofBytes() {
        return new ProgressOnTerminal(" KiB", KIB);
    }

    public static Progress ofItems() {
        return new ProgressOnTerminal("", 1);
    }

    @Override
    public void begin(String what, long count) {
        bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(count)
                .setUnit(unit, unitSize)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
    }

    @Override
    public void reached(long count) {
        if (bar != null) {
            bar.stepTo(count);
        }
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
