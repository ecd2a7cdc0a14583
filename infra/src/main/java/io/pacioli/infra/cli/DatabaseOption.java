package io.pacioli.infra.cli;

import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.embedded.ServerOptions;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import picocli.CommandLine.Option;

/** Which installation's database a command goes to. */
final class DatabaseOption {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the embedded PostgreSQL keeps its data (default: ./data)")
    private @Nullable Path dataDirectory;

    static DatabaseOption of(Path dataDirectory) {
        DatabaseOption option = new DatabaseOption();
        option.dataDirectory = dataDirectory;
        return option;
    }

    /** The database that is there. */
    DatabaseAccess open() {
        BoundSettings settings = settings();
        return DatabaseAccess.open(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class));
    }

    /** The database, made and migrated if need be, as by a start of the service. */
    DatabaseAccess prepare() {
        BoundSettings settings = settings();
        return DatabaseAccess.prepare(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class));
    }

    boolean isEmbedded() {
        return !StringUtils.hasText(settings().of(DatabaseSettings.class).url());
    }

    /** How an embedded server runs. */
    ServerOptions serverOptions() {
        return ServerOptions.of(settings().of(EmbeddedSettings.class));
    }

    /** Where an embedded database is. */
    Path dataDirectory() {
        return settings().of(ServiceSettings.class).dataDir();
    }

    /** A directory that was named is meant, whatever else the environment names. */
    private BoundSettings settings() {
        return BoundSettings.with(
                dataDirectory == null
                        ? Map.of()
                        : Map.of("pacioli.data-dir", dataDirectory.toString(), "pacioli.database.url", ""));
    }
}
