package io.pacioli.infra.projection;

import com.sun.management.OperatingSystemMXBean;
import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.postgres.Databases;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.deployment.FormerEditions;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.NextGenerations;
import io.pacioli.projections.position.AnnouncingPosition;
import io.pacioli.projections.position.NodeId;
import io.pacioli.projections.rebuild.JournalPassages;
import io.pacioli.projections.rebuild.RebuildTidying;
import io.pacioli.projections.rebuild.Rebuilding;
import io.pacioli.projections.retry.Retrying;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work at rebuilds, on every node that projects. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.projections.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RebuildSettings.class)
class RebuildConfiguration {

    private static final String APPLICATION_NAME = "pacioli-rebuild";

    /** Calls the handlers of read models as the event processor does, for batches that are not its own. */
    @Bean
    EventHandlerInvoker readModelInvoker(ApplicationContext context) {
        return handlers(context.getBeansWithAnnotation(ReadModel.class).values());
    }

    @Bean
    RebuildSchedule rebuildSchedule(
            EventHandlerInvoker handlers,
            Databases databases,
            Generations generations,
            NextGenerations next,
            ProjectionBatches batches,
            JournalEventStore journal,
            AnnouncingPosition announcing,
            NodeId node,
            ProjectionSettings projections,
            RebuildSettings settings) {
        DataSource dedicated = databases.dedicated(APPLICATION_NAME, Duration.ZERO);
        Rebuilding rebuilding = new Rebuilding(
                dedicated,
                generations,
                next,
                batches,
                handlers,
                new Passages(journal),
                event -> ((RecordedEventMessage) event).recorded(),
                announcing,
                node.toString(),
                settings.claimTimeout(),
                new Rebuilding.Bounds(projections.batchEventsMax(), projections.batchPostingsMax()),
                System::nanoTime,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad);
        Retrying retrying = new Retrying(
                generations,
                batches,
                handlers,
                (ledger, after, limit) -> List.copyOf(journal.ofLedger(ledger, after, limit)),
                event -> ((RecordedEventMessage) event).recorded());
        return new RebuildSchedule(
                dedicated,
                rebuilding,
                new RebuildTidying(next, generations.edition(), settings.keepFormer()),
                new FormerEditions(generations.edition(), settings.keepFormer()),
                retrying,
                settings.claimTimeout());
    }

    private static EventHandlerInvoker handlers(Collection<?> readModels) {
        SimpleEventHandlerInvoker.Builder<?> builder = SimpleEventHandlerInvoker.builder();
        builder.eventHandlers(List.copyOf(readModels))
                .parameterResolverFactory(MultiParameterResolverFactory.ordered(
                        new RecordedEventResolver(),
                        ClasspathParameterResolverFactory.forClass(RebuildConfiguration.class)))
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sequencingPolicy(new SequentialPolicy());
        return builder.build();
    }

    private record Passages(JournalEventStore journal) implements JournalPassages {
        @Override
        public BlockingStream<TrackedEventMessage<?>> open(long afterPosition, long throughPosition) {
            return journal.openPassage(afterPosition, throughPosition);
        }

        @Override
        public long knownHead() {
            return journal.knownHead();
        }
    }
}
