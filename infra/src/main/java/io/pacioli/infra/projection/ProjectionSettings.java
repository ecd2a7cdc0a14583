package io.pacioli.infra.projection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The pace of the projections.
 *
 * @param batchEventsMax how many events are applied in one transaction
 * @param batchPostingsMax how many postings they may have together; a single event may have more
 * @param lingerMax how long after the start of one batch the next starts at the latest, so that one batch takes in more; where batches
 *     take little of the time it is less, and events that come after a pause, and those that a request waits for, are never held back
 * @param claimTimeout after how long without a sign of life another node takes the projections over
 */
@Validated
@ConfigurationProperties("pacioli.projections")
public record ProjectionSettings(
        @DefaultValue("8000") @Min(1) @Max(100_000) int batchEventsMax,
        @DefaultValue("32000") @Min(2) @Max(1_000_000) int batchPostingsMax,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 0) @DurationMax(seconds = 5)
        Duration lingerMax,

        @DefaultValue("5s") @NotNull @DurationMin(seconds = 2)
        Duration claimTimeout) {}
