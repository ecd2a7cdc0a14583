package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class DatabaseMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();

    /** Counts how often somebody asks. */
    private static final class Watched extends DelegatingDataSource {
        private int connections;

        Watched(TestDatabase database) {
            super(database.service());
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections++;
            return super.getConnection();
        }
    }

    @Test
    void the_services_role_can_tell_how_large_the_database_is_and_what_was_written_ahead() {
        try (TestDatabase database = TestDatabase.fresh()) {
            new DatabaseMetrics(database.service(), now::get).bindTo(registry);

            assertThat(registry.get("pacioli.database.size").gauge().value()).isGreaterThan(1 << 20);
            assertThat(registry.get("pacioli.database.wal").functionCounter().count())
                    .isPositive();
            assertThat(registry.get("pacioli.database.wal.records")
                            .functionCounter()
                            .count())
                    .isPositive();
            assertThat(registry.get("pacioli.database.wal.full.page.images")
                            .functionCounter()
                            .count())
                    .isNotNegative();
        }
    }

    @Test
    void a_scrape_asks_the_database_once_and_the_next_one_asks_again() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Watched watched = new Watched(database);
            new DatabaseMetrics(watched, now::get).bindTo(registry);

            scrape();
            scrape();
            assertThat(watched.connections).isEqualTo(1);

            now.addAndGet(Duration.ofSeconds(1).toNanos());
            scrape();
            assertThat(watched.connections).isEqualTo(2);
        }
    }

    @Test
    void a_database_that_does_not_answer_leaves_the_numbers_unknown() {
        TestDatabase database = TestDatabase.fresh();
        database.close();

        new DatabaseMetrics(database.service(), now::get).bindTo(registry);

        assertThat(registry.get("pacioli.database.size").gauge().value()).isNaN();
    }

    private void scrape() {
        registry.get("pacioli.database.size").gauge().value();
        registry.get("pacioli.database.wal").functionCounter().count();
        registry.get("pacioli.database.wal.records").functionCounter().count();
    }
}
