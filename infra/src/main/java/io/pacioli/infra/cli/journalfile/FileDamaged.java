package io.pacioli.infra.cli.journalfile;

import java.nio.file.Path;

/** A journal file is refused: which, at which line, and why. */
public final class FileDamaged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;

    FileDamaged(Path file, long line, String reason) {
        super("%s:%d: %s".formatted(file, line, reason), null, false, false);
        this.line = line;
    }

    /** The first line that is not as it has to be, from 1. */
    public long line() {
        return line;
    }
}
