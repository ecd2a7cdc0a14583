package io.pacioli.infra.cli.verifying;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the terminal's standard error. */
public final class ProgressOnTerminal implements Progress {

    private static final int UPDATE_MILLIS = 100;

    private @Nullable ProgressBar bar;

    @Override
    public void begin(long events) {
        bar = new ProgressBarBuilder()
                .setTaskName("events")
                .setInitialMax(events)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
    }

    @Override
    public void reached(long events) {
        if (bar != null) {
            bar.stepTo(events);
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
