package io.pacioli.infra.cli;

import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation's database a command goes to. */
final class DatabaseOption {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the embedded PostgreSQL keeps its data (default: ./data)")
    private @Nullable Path dataDirectory;

    DatabaseAccess open() {
        BoundSettings settings = settings();
        return DatabaseAccess.open(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class));
    }

    /** A directory that was named is meant, whatever else the environment names. */
    private BoundSettings settings() {
        return BoundSettings.with(
                dataDirectory == null
                        ? Map.of()
                        : Map.of("pacioli.data-dir", dataDirectory.toString(), "pacioli.database.url", ""));
    }
}
