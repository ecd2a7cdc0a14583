package io.pacioli.infra.commandbus;

import java.time.Duration;

/**
 * The bounds of the command pipeline.
 *
 * @param queuedCommandsMax how many commands may wait; one more is refused
 * @param queuedWeightMax how much they may weigh together, in transactions of two postings
 * @param batchWeightMax how much is decided and committed together; a single command may weigh more
 * @param commandTimeout how long a command may wait before it is refused undecided
 * @param cachedAggregatesMax how many aggregates are kept in memory between batches
 */
public record CommandBusSettings(
        int queuedCommandsMax,
        int queuedWeightMax,
        int batchWeightMax,
        Duration commandTimeout,
        int cachedAggregatesMax) {

    public static final CommandBusSettings DEFAULT =
            new CommandBusSettings(4_096, 100_000, 1_000, Duration.ofSeconds(10), 200_000);
}
