package io.pacioli.infra.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where an installation lives, what it insists on, and which of its sides this node runs.
 *
 * @param dataDir the directory of the embedded PostgreSQL, unused with a server of one's own
 * @param unsafe whether to serve although the database may lose what it acknowledged
 * @param command the write side
 * @param query the read side
 * @param projections what keeps the read tables up to date
 */
@Validated
@ConfigurationProperties("pacioli")
public record ServiceSettings(
        @DefaultValue("./data") @NotNull Path dataDir,
        @DefaultValue("false") boolean unsafe,
        @DefaultValue @NotNull Side command,
        @DefaultValue @NotNull Side query,
        @DefaultValue @NotNull Side projections) {

    /** One of the service's sides. */
    public record Side(@DefaultValue("true") boolean enabled) {}
}
