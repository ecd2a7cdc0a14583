package io.pacioli.infra.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.progress.Progress;
import io.pacioli.projections.progress.ProjectionProgress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators watch how far each projection is, with one look at the database however many numbers a scrape takes. */
final class ProjectionMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionMetrics.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Progress progress;
    private final AppliedPosition applied;
    private final LongSupplier nanoTime;
    private Map<Projection, ProjectionProgress> last = Map.of();
    private long lookedAt;

    ProjectionMetrics(Progress progress, AppliedPosition applied, LongSupplier nanoTime) {
        this.progress = progress;
        this.applied = applied;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - FRESH.toNanos();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Projection projection : Projection.values()) {
            gauge(
                    registry,
                    projection,
                    "position",
                    "Up to where its tables have taken in the journal",
                    ProjectionProgress::position);
            gauge(
                    registry,
                    projection,
                    "lag.events",
                    "Events that its tables have yet to take in",
                    ProjectionProgress::lagEvents);
            gauge(
                    registry,
                    projection,
                    "lag.seconds",
                    "How long ago the first event that its tables lack was recorded",
                    each -> each.lag().toMillis() / 1_000.0);
        }
        Gauge.builder("pacioli.query.waiting", applied, AppliedPosition::waitingCount)
                .description("Requests that wait for a position to be read")
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            Projection projection,
            String what,
            String description,
            ToDoubleFunction<ProjectionProgress> number) {
        Gauge.builder("pacioli.projection." + what, this, metrics -> metrics.of(projection, number))
                .tag("projection", projection.id())
                .description(description)
                .register(registry);
    }

    private synchronized double of(Projection projection, ToDoubleFunction<ProjectionProgress> number) {
        if (nanoTime.getAsLong() - lookedAt >= FRESH.toNanos()) {
            last = look();
            lookedAt = nanoTime.getAsLong();
        }
        ProjectionProgress known = last.get(projection);
        return known == null ? Double.NaN : number.applyAsDouble(known);
    }

    private Map<Projection, ProjectionProgress> look() {
        Map<Projection, ProjectionProgress> found = new EnumMap<>(Projection.class);
        try {
            List<ProjectionProgress> all = progress.now();
            all.forEach(each -> found.put(each.generation().projection(), each));
        } catch (RuntimeException e) {
            LOG.debug("The progress of the projections could not be read", e);
        }
        return found;
    }
}
