package io.pacioli.infra.projection;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rebuilds of read tables.
 *
 * @param keepFormer how long the former tables are kept after a switch, which can be taken back until then, and those of
 *     another edition that no node uses any more
 * @param claimTimeout after how long without a sign of life another node goes on with a rebuild
 */
@Validated
@ConfigurationProperties("pacioli.rebuild")
public record RebuildSettings(
        @DefaultValue("1h") @NotNull @DurationMin(seconds = 1)
        Duration keepFormer,

        @DefaultValue("10s") @NotNull @DurationMin(seconds = 2)
        Duration claimTimeout) {}
