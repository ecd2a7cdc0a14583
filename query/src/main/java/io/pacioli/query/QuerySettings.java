package io.pacioli.query;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of queries.
 *
 * @param waitMax how long a request waits for the position that it wants to read
 * @param filterMax how long each statement of a filtered list may take
 * @param cachedAccountsMax how many accounts are kept in memory with their balances
 */
@Validated
@ConfigurationProperties("pacioli.query")
public record QuerySettings(
        @DefaultValue("5s") @NotNull @DurationMin(millis = 0) @DurationMax(seconds = 60)
        Duration waitMax,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 60)
        Duration filterMax,

        @DefaultValue("100000") @Min(1) int cachedAccountsMax) {}
