package io.pacioli.infra.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** How much of the machine's memory the process holds, heap and everything else, where the system has a {@code /proc} that says so. */
@Component
final class ProcessMemoryMetrics implements MeterBinder {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIB = 1 << 10;

    private final Path status;

    ProcessMemoryMetrics() {
        this(STATUS);
    }

    ProcessMemoryMetrics(Path status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (!Files.isReadable(status)) {
            return;
        }
        gauge(registry, "process.memory.rss", "VmRSS:", "Memory that the process holds");
        gauge(
                registry,
                "process.memory.rss.peak",
                "VmHWM:",
                "The most memory that the process has held since it started");
    }

    private void gauge(MeterRegistry registry, String name, String line, String description) {
        Gauge.builder(name, () -> bytes(line))
                .baseUnit("bytes")
                .description(description)
                .register(registry);
    }

    /** The number of a line such as {@code VmRSS:   123456 kB}. */
    private double bytes(String name) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }
}
