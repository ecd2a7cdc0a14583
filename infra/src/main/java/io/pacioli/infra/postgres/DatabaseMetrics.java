package io.pacioli.infra.postgres;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators watch how large the database is and what it writes ahead, with one query however many numbers a scrape takes. */
final class DatabaseMetrics implements MeterBinder {
    private static final Logger log = LoggerFactory.getLogger(DatabaseMetrics.class);
    private static final Duration FRESH = Duration.ofMillis(100);

    /** The place in the log is that of now; what backends tell {@code pg_stat_wal} may be seconds old. */
    private static final String LOOK = """
            select pg_database_size(current_database()), wal_records, wal_fpi, pg_current_wal_insert_lsn() - '0/0'
            from pg_stat_wal""";

    private record Figures(double size, double walRecords, double walFullPageImages, double walBytes) {
        static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private final DataSource database;
    private final LongSupplier nanoTime;
    private Figures last = Figures.UNKNOWN;
    private long lookedAt;

    DatabaseMetrics(DataSource database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - FRESH.toNanos();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pacioli.database.size", this, metrics -> metrics.of(Figures::size))
                .baseUnit("bytes")
                .description("What the database takes on disk, its write-ahead log apart")
                .register(registry);
        counter(registry, "pacioli.database.wal", "bytes", "What the server has written ahead", Figures::walBytes);
        counter(
                registry,
                "pacioli.database.wal.records",
                null,
                "Records of the server's write-ahead log",
                Figures::walRecords);
        counter(
                registry,
                "pacioli.database.wal.full.page.images",
                null,
                "Whole pages in the server's write-ahead log",
                Figures::walFullPageImages);
    }

    private void counter(
            MeterRegistry registry, String name, String unit, String description, ToDoubleFunction<Figures> number) {
        FunctionCounter.builder(name, this, metrics -> metrics.of(number))
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private synchronized double of(ToDoubleFunction<Figures> number) {
        if (nanoTime.getAsLong() - lookedAt >= FRESH.toNanos()) {
            last = look();
            lookedAt = nanoTime.getAsLong();
        }
        return number.applyAsDouble(last);
    }

    private Figures look() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(LOOK)) {
            return rows.next()
                    ? new Figures(rows.getDouble(1), rows.getDouble(2), rows.getDouble(3), rows.getDouble(4))
                    : Figures.UNKNOWN;
        } catch (SQLException e) {
            log.debug("The size of the database could not be read", e);
            return Figures.UNKNOWN;
        }
    }
}
