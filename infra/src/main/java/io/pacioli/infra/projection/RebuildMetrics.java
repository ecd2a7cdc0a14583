package io.pacioli.infra.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.parking.ParkedLedgers;
import io.pacioli.projections.rebuild.Rebuild;
import io.pacioli.projections.rebuild.Rebuilds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators watch rebuilds, with one look at the database however many numbers a scrape takes. */
final class RebuildMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildMetrics.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Rebuilds rebuilds;
    private final LongSupplier nanoTime;
    private final ParkedLedgers parked;
    private List<Rebuild> last = List.of();
    private @Nullable Map<String, Long> lastParked;
    private long lookedAt;

    RebuildMetrics(Rebuilds rebuilds, ParkedLedgers parked, LongSupplier nanoTime) {
        this.rebuilds = rebuilds;
        this.parked = parked;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - FRESH.toNanos();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Projection projection : Projection.values()) {
            Gauge.builder("pacioli.projection.parked", this, metrics -> metrics.parked(projection))
                    .tag("projection", projection.id())
                    .description("Ledgers that its tables pass over")
                    .register(registry);
            gauge(registry, projection, "events.done", "Events that its new tables have taken in", Rebuild::done);
            gauge(
                    registry,
                    projection,
                    "events.left",
                    "Events that its new tables have yet to take in",
                    rebuild -> Math.max(0, rebuild.total() - rebuild.done()));
            gauge(
                    registry,
                    projection,
                    "differences",
                    "Keys in which its new tables differ from those in use, once they have been compared",
                    rebuild -> rebuild.differences() == null ? 0 : rebuild.differences());
        }
    }

    private void gauge(
            MeterRegistry registry,
            Projection projection,
            String what,
            String description,
            ToDoubleFunction<Rebuild> number) {
        Gauge.builder("pacioli.rebuild." + what, this, metrics -> metrics.of(projection, number))
                .tag("projection", projection.id())
                .description(description)
                .register(registry);
    }

    /** Not a number where none is under way. */
    private synchronized double of(Projection projection, ToDoubleFunction<Rebuild> number) {
        look();
        return last.stream()
                .filter(rebuild -> rebuild.projections().contains(projection))
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }

    private synchronized double parked(Projection projection) {
        look();
        return lastParked == null ? Double.NaN : lastParked.getOrDefault(projection.id(), 0L);
    }

    private void look() {
        if (nanoTime.getAsLong() - lookedAt < FRESH.toNanos()) {
            return;
        }
        last = List.of();
        lastParked = null;
        try {
            last = rebuilds.open();
            lastParked = parked.counts();
        } catch (RuntimeException e) {
            LOG.debug("The progress of rebuilds could not be read", e);
        }
        lookedAt = nanoTime.getAsLong();
    }
}
