package io.pacioli.infra.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pacioli.projections.hold.OpenHolds;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.position.NodeId;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The expiry of holds, on every node that takes commands. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.command.enabled", matchIfMissing = true)
class ExpiryConfiguration {

    @Bean
    ExpirySchedule expirySchedule(
            DataSource dataSource,
            NodeId node,
            ReadSnapshots snapshots,
            OpenHolds holds,
            AppliedPosition applied,
            CommandBus commandBus,
            Clock clock,
            MeterRegistry meters) {
        Counter expired = Counter.builder("pacioli.holds.expired")
                .description("Holds that this node has let expire")
                .register(meters);
        return new ExpirySchedule(
                dataSource, node, new ExpiringHolds(snapshots, holds, applied, commandBus, clock, expired));
    }

    @Bean
    ExpiryMetrics expiryMetrics(ReadSnapshots snapshots, OpenHolds holds, Clock clock) {
        return new ExpiryMetrics(snapshots, holds, clock);
    }
}
