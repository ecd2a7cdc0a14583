package io.pacioli.infra.projection;

import io.pacioli.infra.postgres.Databases;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.deployment.Deployment;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.parking.ParkedLedgers;
import io.pacioli.projections.position.AnnouncingPosition;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.position.NodeId;
import io.pacioli.projections.progress.Progress;
import io.pacioli.projections.rebuild.Rebuilds;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The readers over the read tables, for every kind of node; those who write them are switched on apart. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "io.pacioli.projections",
        excludeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = ReadModel.class))
class ReadTablesConfiguration {

    @Bean
    AppliedPositionListener appliedPositionListener(
            Databases databases,
            ReadSnapshots snapshots,
            AppliedPosition applied,
            AnnouncingPosition announcing,
            NodeId node,
            Edition edition) {
        return new AppliedPositionListener(
                databases.dedicated("pacioli-applied", Duration.ZERO), snapshots, applied, announcing, node, edition);
    }

    @Bean
    DeploymentWatch deploymentWatch(Deployment deployment) {
        return new DeploymentWatch(deployment);
    }

    /** Belongs to readiness: a node that answers queries is not ready as long as it cannot. */
    @Bean
    @ConditionalOnBooleanProperty(name = "pacioli.query.enabled", matchIfMissing = true)
    HealthIndicator readTablesHealthIndicator(Deployment deployment) {
        return () -> (deployment.isBuilt() ? Health.up() : Health.down())
                .withDetail("edition", deployment.edition().toString())
                .withDetail("built", deployment.isBuilt())
                .build();
    }

    @Bean
    ProjectionMetrics projectionMetrics(Progress progress, AppliedPosition applied) {
        return new ProjectionMetrics(progress, applied, System::nanoTime);
    }

    @Bean
    RebuildMetrics rebuildMetrics(Rebuilds rebuilds, ParkedLedgers parked) {
        return new RebuildMetrics(rebuilds, parked, System::nanoTime);
    }
}
