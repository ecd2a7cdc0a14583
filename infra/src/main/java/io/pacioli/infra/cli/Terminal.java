package io.pacioli.infra.cli;

import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.progress.ProgressInLines;
import io.pacioli.infra.cli.progress.ProgressOnTerminal;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Shows how many things are done: a bar to whoever watches, and otherwise a line now and then. */
    static Progress progress(PrintWriter err) {
        return isThere() ? ProgressOnTerminal.ofItems() : new ProgressInLines(err);
    }
}
