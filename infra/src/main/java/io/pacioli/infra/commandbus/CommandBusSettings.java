package io.pacioli.infra.commandbus;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of the command pipeline.
 *
 * @param queuedCommandsMax how many commands may wait; one more is refused
 * @param queuedWeightMax how much they may weigh together, in transactions of two postings
 * @param batchWeightMax how much is decided and committed together; a single command may weigh more
 * @param commandTimeout how long a command may wait before it is refused undecided
 * @param readTablesBehindMax how many events the read tables may lack before storing is slowed down for them
 * @param cachedAggregatesMax how many accounts and ledgers are kept in memory between batches; null for as many as a quarter of
 *     the heap has room for
 */
@Validated
@ConfigurationProperties("pacioli.pipeline")
public record CommandBusSettings(
        @DefaultValue("4096") @Min(1) int queuedCommandsMax,
        @DefaultValue("100000") @Min(1) int queuedWeightMax,
        @DefaultValue("1000") @Min(1) int batchWeightMax,

        @DefaultValue("10s") @NotNull @DurationMin(seconds = 1)
        Duration commandTimeout,

        @DefaultValue("12000") @Min(1_000) int readTablesBehindMax,

        @Nullable @Min(1) Integer cachedAggregatesMax) {

    /** What an account takes in memory, with one currency and what finds it; measured, and rounded up. */
    private static final int AGGREGATE_BYTES = 1 << 10;

    private static final int HEAP_SHARE = 4;

    public static final CommandBusSettings DEFAULT =
            new CommandBusSettings(4_096, 100_000, 1_000, Duration.ofSeconds(10), 12_000, null);

    /** How many accounts and ledgers are kept in memory between batches. */
    int aggregatesToCache() {
        if (cachedAggregatesMax != null) {
            return cachedAggregatesMax;
        }
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_SHARE / AGGREGATE_BYTES);
    }
}
