package io.pacioli.infra.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The PostgreSQL that the service brings along.
 *
 * @param cacheDir where its programs are unpacked to; by default {@code pacioli/postgres} in the user's cache directory
 * @param startTimeout how long a start may take, recovery from a crash included
 * @param stopTimeout how long a stop may take, its checkpoint included
 * @param settings server settings by name that take the place of ours
 */
@Validated
@ConfigurationProperties("pacioli.embedded")
public record EmbeddedSettings(
        Path cacheDir,

        @DefaultValue("10m") @NotNull @DurationMin(seconds = 1)
        Duration startTimeout,

        @DefaultValue("2m") @NotNull @DurationMin(seconds = 1)
        Duration stopTimeout,

        @DefaultValue @NotNull Map<String, String> settings) {

    /**
     * From an environment variable a name arrives as {@code shared.buffers}; PostgreSQL's own names have underscores. Where one is given
     * by both, what comes first is what takes precedence.
     */
    public EmbeddedSettings {
        settings = settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        setting -> setting.getKey().replace('.', '_').replace('-', '_'),
                        Map.Entry::getValue,
                        (stronger, weaker) -> stronger));
    }
}
