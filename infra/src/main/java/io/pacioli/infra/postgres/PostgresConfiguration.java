package io.pacioli.infra.postgres;

import io.pacioli.infra.postgres.embedded.EmbeddedPostgres;
import io.pacioli.infra.postgres.embedded.ServerOptions;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The database that the service runs on: an operator's own, or the embedded one where none is given. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceSettings.class, DatabaseSettings.class, EmbeddedSettings.class})
class PostgresConfiguration {
    /** Ends after everything that was opened on it. */
    @Bean
    @Conditional(NoDatabaseGiven.class)
    EmbeddedPostgres embeddedPostgres(ServiceSettings service, EmbeddedSettings embedded) {
        return EmbeddedPostgres.start(service.dataDir(), ServerOptions.of(embedded));
    }

    @Bean
    Databases databases(Optional<EmbeddedPostgres> embedded, DatabaseSettings database, ServiceSettings service) {
        var address = embedded.map(EmbeddedPostgres::address)
                .map(Installation::on)
                .or(() -> DatabaseAddress.of(database))
                .orElseThrow();
        return new OpeningDatabase(address, database, service.unsafe()).open();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(Databases databases) {
        return databases.pool();
    }

    @Bean
    DatabaseMetrics databaseMetrics(DataSource dataSource) {
        return new DatabaseMetrics(dataSource, System::nanoTime);
    }

    @Bean
    HealthIndicator durabilityHealthIndicator(Databases databases) {
        return new DurabilityHealth(databases.durability());
    }
}
