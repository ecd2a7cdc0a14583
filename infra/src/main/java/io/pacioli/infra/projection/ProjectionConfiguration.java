package io.pacioli.infra.projection;

import io.pacioli.infra.eventstore.JournalEventStore;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.batch.RestingPace;
import io.pacioli.projections.deployment.Deployment;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.parking.ParkedLedgers;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.position.NodeId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The event processor of the core projections: one reader, one thread, one number for a token.
 *
 * <p>It is Axon's tracking processor rather than the pooled one, whose work packages hold 1,024 events at most and whose
 * coordinator sleeps 100 ms when they are full: that is 10,000 events a second, in batches an eighth as large.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.projections.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfiguration {

    private static final int TOKEN_CLAIM_INTERVAL_MILLIS = 1_000;

    @Bean
    TokenStore tokenStore(DataSource dataSource, NodeId node, Edition edition, ProjectionSettings settings) {
        return new PositionTokenStore(dataSource, node.toString(), edition, settings.claimTimeout());
    }

    @Bean
    RecordedEventResolver recordedEventResolver() {
        return new RecordedEventResolver();
    }

    /** Following the journal leads to no message that would have to name its origin. */
    @Bean
    CorrelationDataProvider noCorrelationData() {
        return message -> Map.of();
    }

    @Bean
    ProjectionsHealth projectionsHealthIndicator(
            ObjectProvider<EventProcessingConfiguration> processing,
            AppliedPosition applied,
            JournalEventStore journal,
            ParkedLedgers parked) {
        return new ProjectionsHealth(
                () -> processing
                        .getObject()
                        .eventProcessor(ReadModel.PROCESSOR, StreamingEventProcessor.class)
                        .orElseThrow(),
                applied,
                journal,
                parked);
    }

    @Bean
    ConfigurerModule readModels(
            JournalEventStore journal,
            AppliedPosition applied,
            TokenStore tokens,
            DataSource dataSource,
            ProjectionBatches batches,
            RestingPace pace,
            Deployment deployment,
            ProjectionSettings settings) {
        TransactionManager transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        PacedEventSource source = new PacedEventSource(
                journal, applied, pace, settings, deployment::othersEventsPerSecond, System::nanoTime);
        return configurer -> configurer.eventProcessing(processing -> processing
                .assignHandlerTypesMatching(ReadModel.PROCESSOR, type -> type.isAnnotationPresent(ReadModel.class))
                .registerSequencingPolicy(ReadModel.PROCESSOR, configuration -> new SequentialPolicy())
                // The default logs and goes on: an event that failed would be missing from the read tables for ever.
                .registerListenerInvocationErrorHandler(
                        ReadModel.PROCESSOR, configuration -> (failure, event, handler) -> {
                            if (batches.isToBeGivenUp(failure)) {
                                throw failure;
                            }
                        })
                .registerEventProcessor(
                        ReadModel.PROCESSOR,
                        (name, configuration, handlers) ->
                                processor(name, handlers, source, tokens, transactions, settings)));
    }

    private static EventProcessor processor(
            String name,
            EventHandlerInvoker handlers,
            PacedEventSource source,
            TokenStore tokens,
            TransactionManager transactions,
            ProjectionSettings settings) {
        return new ProjectionProcessor.Builder()
                .name(name)
                .eventHandlerInvoker(handlers)
                .messageSource(source)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(settings.batchEventsMax())
                        .andInitialTrackingToken(journal -> journal.createTailToken())
                        .andTokenClaimInterval(TOKEN_CLAIM_INTERVAL_MILLIS, TimeUnit.MILLISECONDS))
                .build();
    }
}
