package io.pacioli.infra.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryMetricsTest {

    @TempDir
    private Path proc;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void what_the_process_holds_and_has_held_is_told_in_bytes() throws IOException {
        Path status = Files.writeString(proc.resolve("status"), """
                Name:   java
                VmPeak:  9999999 kB
                VmHWM:    204800 kB
                VmRSS:    102400 kB
                """);

        new ProcessMemoryMetrics(status).bindTo(registry);

        assertThat(registry.get("process.memory.rss").gauge().value()).isEqualTo(100 << 20);
        assertThat(registry.get("process.memory.rss.peak").gauge().value()).isEqualTo(200 << 20);
    }

    @Test
    void a_system_that_does_not_say_has_no_such_metrics() {
        new ProcessMemoryMetrics(proc.resolve("nothing")).bindTo(registry);

        assertThat(registry.getMeters()).isEmpty();
    }
}
