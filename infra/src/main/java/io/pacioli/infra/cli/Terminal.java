package io.pacioli.infra.cli;

import java.io.Console;
import java.util.Optional;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
