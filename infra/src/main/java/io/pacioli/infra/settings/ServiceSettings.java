package io.pacioli.infra.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where an installation lives and what it insists on.
 *
 * @param dataDir the directory of the embedded PostgreSQL, unused with a server of one's own
 * @param unsafe whether to serve although the database may lose what it acknowledged
 */
@Validated
@ConfigurationProperties("pacioli")
public record ServiceSettings(
        @DefaultValue("./data") @NotNull Path dataDir,
        @DefaultValue("false") boolean unsafe) {}
