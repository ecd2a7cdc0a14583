package io.pacioli.infra.commandbus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what the command pipeline does. */
public final class PipelineMetrics {

    private final Counter commands;
    private final Counter events;
    private final Counter overtaken;
    private final Counter keysStored;
    private final DistributionSummary batchSize;
    private final Timer commit;
    private final Timer rest;

    public PipelineMetrics(MeterRegistry registry) {
        this.commands = Counter.builder("pacioli.commands")
                .description("Commands that were decided")
                .register(registry);
        this.events = Counter.builder("pacioli.events")
                .description("Events that were appended")
                .register(registry);
        this.overtaken = Counter.builder("pacioli.batches.overtaken")
                .description("Batches that were decided again because another node had appended")
                .register(registry);
        this.keysStored = Counter.builder("pacioli.batches.keys.stored")
                .description("Batches that were decided again because a key was stored that had been taken for new")
                .register(registry);
        this.batchSize = DistributionSummary.builder("pacioli.batch.commands")
                .description("Commands that were decided and committed together")
                .register(registry);
        this.commit = Timer.builder("pacioli.batch.commit")
                .description("Storing a group of batches, from its being sent to its being on disk")
                .register(registry);
        this.rest = Timer.builder("pacioli.batch.rest")
                .description("Rests after a group, so that the read tables could follow")
                .register(registry);
    }

    void decided(int commands, int events) {
        this.commands.increment(commands);
        this.events.increment(events);
        batchSize.record(commands);
    }

    void committed(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void rested(long nanos) {
        if (nanos > 0) {
            rest.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void overtaken() {
        overtaken.increment();
    }

    void keysStored() {
        keysStored.increment();
    }
}
