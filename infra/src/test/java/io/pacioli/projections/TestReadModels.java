package io.pacioli.projections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.RecordedEvents;
import io.pacioli.infra.postgres.TestDatabase;
import io.pacioli.infra.projection.TestInvokers;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.deployment.Deployment;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The projections and readers on a database of their own, fed with batches of events as the event processor does it. */
public final class TestReadModels implements AutoCloseable {

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource pool = pool(database);
    private final StatementLog statements = new StatementLog(pool);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionManager transactions =
            new SpringTransactionManager(new JdbcTransactionManager(statements));
    private final EventHandlerInvoker handlers;
    private final Journal journal;
    private long poison;

    public TestReadModels(Book book) {
        journal = new BookJournal(book);
        context.registerBean(DataSource.class, () -> statements);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(Journal.class, () -> journal);
        context.registerBean(EventHandlerInvoker.class, this::poisoned, definition -> definition.setLazyInit(true));
        context.scan("io.pacioli.projections");
        context.refresh();
        context.getBean(Deployment.class).look();
        handlers = context.getBean(EventHandlerInvoker.class);
    }

    /** The handlers, which fail on the event that is poisoned. */
    private EventHandlerInvoker poisoned() {
        EventHandlerInvoker sound =
                TestInvokers.of(context.getBeansWithAnnotation(ReadModel.class).values());
        return (EventHandlerInvoker) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventHandlerInvoker.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")
                            && ((RecordedEventMessage) arguments[0]).recorded().position() == poison) {
                        bean(ProjectionBatches.class).with(((RecordedEventMessage) arguments[0]).recorded());
                        throw new IllegalStateException("poison");
                    }
                    try {
                        return method.invoke(sound, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Has handlers fail on the event at a position; 0 for none. */
    public void poison(long position) {
        poison = position;
    }

    private static HikariDataSource pool(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.service());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    /** Applies events in one batch; throws what the handlers threw, with nothing written. */
    public void apply(List<RecordedEvent> events) {
        apply(events, message -> {
            try {
                handlers.handle(message, Segment.ROOT_SEGMENT);
            } catch (Exception e) {
                if (bean(ProjectionBatches.class).isToBeGivenUp(e)) {
                    throw e;
                }
            }
        });
    }

    /** Applies an event in a batch of its own as a test wants it to be applied. */
    public void apply(RecordedEvent event, Consumer<ProjectionBatch> handler) {
        apply(
                List.of(event),
                message -> handler.accept(bean(ProjectionBatches.class).with(event)));
    }

    private interface Handler {
        void handle(RecordedEventMessage message) throws Exception;
    }

    private void apply(List<RecordedEvent> events, Handler handler) {
        BatchingUnitOfWork<RecordedEventMessage> batch = new BatchingUnitOfWork<>(
                events.stream().map(RecordedEvents::message).toList());
        batch.attachTransaction(transactions);
        ResultMessage<?> result = batch.executeWithResult(() -> {
            handler.handle(batch.getMessage());
            return null;
        });
        if (result.isExceptional()) {
            throw new IllegalStateException("the batch failed", result.exceptionResult());
        }
    }

    public <T> T read(Function<ReadSnapshot, T> query) {
        return bean(ReadSnapshots.class).read(query);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Gives a new connection each time, as the service's role. */
    public DataSource connections() {
        return database.service();
    }

    public EventHandlerInvoker handlers() {
        return handlers;
    }

    public StatementLog statements() {
        return statements;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        context.close();
        pool.close();
        database.close();
    }
}
