package io.pacioli.infra.projection;

import java.time.Duration;
import org.axonframework.eventhandling.TrackingEventProcessor;

/** Axon's tracking processor, which after a failure is back within seconds of the database being back. */
final class ProjectionProcessor extends TrackingEventProcessor {

    /** Axon doubles its pauses up to a minute. */
    private static final Duration RETRY_PAUSE_MAX = Duration.ofSeconds(2);

    ProjectionProcessor(Builder builder) {
        super(builder);
    }

    @Override
    protected void doSleepFor(long millisToSleep) {
        super.doSleepFor(Math.min(millisToSleep, RETRY_PAUSE_MAX.toMillis()));
    }

    static final class Builder extends TrackingEventProcessor.Builder {

        @Override
        public ProjectionProcessor build() {
            return new ProjectionProcessor(this);
        }
    }
}
