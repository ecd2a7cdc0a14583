package io.pacioli.infra.expiry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pacioli.projections.hold.DueHold;
import io.pacioli.projections.hold.HoldPlace;
import io.pacioli.projections.hold.OpenHolds;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether holds expire in time, whichever node sees to it: asked of the read tables when somebody wants to know. */
final class ExpiryMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryMetrics.class);

    private final ReadSnapshots snapshots;
    private final OpenHolds holds;
    private final Clock clock;

    ExpiryMetrics(ReadSnapshots snapshots, OpenHolds holds, Clock clock) {
        this.snapshots = snapshots;
        this.holds = holds;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pacioli.holds.overdue.seconds", this, ExpiryMetrics::overdueSeconds)
                .description("For how long the first hold that is due has been waiting to expire")
                .register(registry);
    }

    private double overdueSeconds() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            List<DueHold> first = snapshots.read(snapshot -> holds.due(snapshot, now, HoldPlace.FIRST, 1));
            return first.isEmpty()
                    ? 0
                    : Math.max(
                            0,
                            Duration.between(first.getFirst().place().expiresAt(), now)
                                            .toMillis()
                                    / 1_000.0);
        } catch (RuntimeException e) {
            LOG.debug("Nobody could tell which holds are due", e);
            return Double.NaN;
        }
    }
}
