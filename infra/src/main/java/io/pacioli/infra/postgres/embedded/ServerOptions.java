package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.settings.EmbeddedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How an embedded server runs.
 *
 * @param cache where PostgreSQL's programs are unpacked to, once for all data directories
 * @param settings server settings by name that take the place of ours, such as {@code shared_buffers}
 * @param startTimeout how long a start may take, recovery from a crash included
 * @param stopTimeout how long a stop may take, its checkpoint included
 */
public record ServerOptions(Path cache, Map<String, String> settings, Duration startTimeout, Duration stopTimeout) {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

    public ServerOptions {
        settings = Map.copyOf(settings);
    }

    public static ServerOptions defaults() {
        return new ServerOptions(userCache(), Map.of(), START_TIMEOUT, STOP_TIMEOUT);
    }

    public static ServerOptions of(EmbeddedSettings settings) {
        var cache = settings.cacheDir() == null ? userCache() : settings.cacheDir();
        return new ServerOptions(cache, settings.settings(), settings.startTimeout(), settings.stopTimeout());
    }

    public ServerOptions with(String setting, String value) {
        var more = new HashMap<>(settings);
        more.put(setting, value);
        return new ServerOptions(cache, more, startTimeout, stopTimeout);
    }

    /** {@code $XDG_CACHE_HOME/pacioli/postgres}, or below {@code ~/.cache} where that is not set. */
    private static Path userCache() {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("pacioli").resolve("postgres");
    }
}
