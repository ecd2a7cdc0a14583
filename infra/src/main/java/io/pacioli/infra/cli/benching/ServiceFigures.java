package io.pacioli.infra.cli.benching;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service says of itself at one moment, in its metrics; null is what it does not say. */
record ServiceFigures(Map<String, Double> metrics) {

    private static final String PATH = "/actuator/prometheus";

    static ServiceFigures of(BenchedService service) {
        return parse(service.text(PATH));
    }

    /** @param exposition metrics in Prometheus's text format, of which those without labels are read */
    static ServiceFigures parse(String exposition) {
        Map<String, Double> metrics = new HashMap<>();
        exposition
                .lines()
                .filter(line -> !line.startsWith("#") && line.indexOf('{') < 0)
                .forEach(line -> {
                    int blank = line.indexOf(' ');
                    if (blank > 0) {
                        metrics.put(line.substring(0, blank), number(line.substring(blank + 1)));
                    }
                });
        return new ServiceFigures(metrics);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Nullable
    Double databaseBytes() {
        return metric("pacioli_database_size_bytes");
    }

    @Nullable
    Double walBytes() {
        return metric("pacioli_database_wal_bytes_total");
    }

    @Nullable
    Double fullPageImages() {
        return metric("pacioli_database_wal_full_page_images_total");
    }

    /** The most memory that the service's process has held since it started. */
    @Nullable
    Double peakMemoryBytes() {
        return metric("process_memory_rss_peak_bytes");
    }

    @Nullable
    Double cpuNanos() {
        return metric("process_cpu_time_ns_total");
    }

    private @Nullable Double metric(String name) {
        Double value = metrics.get(name);
        return value == null || value.isNaN() ? null : value;
    }
}
