package io.pacioli.infra.cli.importing;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar for each file, on the terminal's standard error. */
final class ProgressOnTerminal implements Progress {

    private static final int UPDATE_MILLIS = 100;
    private static final int KIB = 1 << 10;

    private @Nullable ProgressBar bar;

    @Override
    public void begin(String file, long bytes) {
        bar = new ProgressBarBuilder()
                .setTaskName(file)
                .setInitialMax(bytes)
                .setUnit(" KiB", KIB)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    @Override
    public void reached(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
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
