package io.pacioli.infra.postgres.embedded;

import java.nio.file.Path;

/** Where things are in a data directory. */
record DataPaths(Path root) {
    Path lock() {
        return root.resolve("lock");
    }

    Path cluster() {
        return root.resolve("postgres");
    }

    /** Where a backup is being restored to, or was when that was killed. */
    Path restoring() {
        return root.resolve("restoring");
    }

    Path logs() {
        return root.resolve("log");
    }

    Path passwords() {
        return root.resolve("postgres.passwords");
    }
}
