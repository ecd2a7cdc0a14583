package io.pacioli.blackbox;

import io.pacioli.infra.PacioliApplication;
import io.pacioli.infra.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The whole service on a database and a port of its own, and the requests that tests send to it over HTTP.
 *
 * <p>Most tests share one ({@link #shared()}), each with ledgers of its own; one that stops it or looks at all of its events
 * starts its own.
 */
public final class Service implements AutoCloseable {

    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(30);

    /** A machine that is busy with other tests may take its time to project. */
    private static final Map<String, Object> PATIENT = Map.of("pacioli.query.wait-max", "25s");

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WAIT_MAX)
            .build();

    private final TestDatabase database;
    private final List<String> settings;
    private final UnaryOperator<DataSource> watching;
    private final Consumer<ConfigurableApplicationContext> changing;
    private ConfigurableApplicationContext context;

    private Service(TestDatabase database, List<String> settings) {
        this(database, settings, UnaryOperator.identity(), context -> {});
    }

    private Service(
            TestDatabase database,
            List<String> settings,
            UnaryOperator<DataSource> watching,
            Consumer<ConfigurableApplicationContext> changing) {
        this.changing = changing;
        this.database = database;
        this.settings = settings;
        this.watching = watching;
        this.context = run();
    }

    /** The one that tests share, whose clients have every right; it ends with the JVM. */
    public static Service shared() {
        return Shared.SERVICE;
    }

    /**
     * One with a fresh database, which closing drops.
     *
     * @param settings beyond those of every test, each as {@code --name=value}
     */
    public static Service start(String... settings) {
        return new Service(TestDatabase.fresh(), List.of(settings));
    }

    /** One on a database that is there, which closing drops. */
    public static Service on(TestDatabase database) {
        return new Service(database, List.of());
    }

    /**
     * Another node of the same installation, which closing this one does not stop; its {@link #stop()} leaves the database be.
     *
     * @param nodeSettings as for {@link #start}
     */
    public Service beside(String... nodeSettings) {
        return beside(UnaryOperator.identity(), nodeSettings);
    }

    /**
     * As {@link #beside(String...)}, for a test that watches what the node asks the database.
     *
     * @param watching stands between the node and its pool of connections
     */
    public Service beside(UnaryOperator<DataSource> watching, String... nodeSettings) {
        return new Service(database, List.of(nodeSettings), watching, context -> {});
    }

    /**
     * As {@link #beside(String...)}, for a node of another build.
     *
     * @param changing what is different in it, before it starts
     */
    public Service besideOf(Consumer<ConfigurableApplicationContext> changing, String... nodeSettings) {
        return new Service(database, List.of(nodeSettings), UnaryOperator.identity(), changing);
    }

    private ConfigurableApplicationContext run() {
        SpringApplication application = new SpringApplication(PacioliApplication.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(PATIENT);
        application.addInitializers(starting -> starting.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("dataSource") ? watching.apply((DataSource) bean) : bean;
            }
        }));
        application.addInitializers(changing::accept);
        Stream<String> all = Stream.concat(
                Stream.of(
                        "--server.port=0",
                        "--pacioli.unsafe=true",
                        "--pacioli.database.url=" + database.url(),
                        "--pacioli.database.user="
                                + database.serviceCredentials().user(),
                        "--pacioli.database.password="
                                + database.serviceCredentials().password(),
                        "--pacioli.database.owner.user="
                                + database.ownerCredentials().user(),
                        "--pacioli.database.owner.password="
                                + database.ownerCredentials().password()),
                settings.stream());
        return application.run(all.toArray(String[]::new));
    }

    /** Stops the service as SIGTERM would, and starts it again on the same database, on another port. */
    public void restart() {
        context.close();
        context = run();
    }

    /** Stops the service as SIGTERM would; its database stays until it is closed. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    public TestDatabase database() {
        return database;
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Each method and path below a prefix that has a handler, such as {@code GET /v1/ledgers}. */
    public List<String> routes(String prefix) {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path)))
                .filter(route -> route.substring(route.indexOf(' ') + 1).startsWith(prefix))
                .toList();
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON with a fresh idempotency key. */
    public Reply post(String path, String body) {
        return post(path, freshKey(), body);
    }

    public Reply post(String path, String idempotencyKey, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    /** A request that is still to be given its method and its body. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(ANSWER_WAIT_MAX);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    public static String freshKey() {
        return UUID.randomUUID().toString();
    }

    /** Opens a ledger of an id of its own, in euros, yen and bitcoins, and returns its path. */
    public String openLedger(String chart) {
        String id = "l-" + UUID.randomUUID();
        post("/v1/ledgers", """
                {"id":"%s","name":"Books","timeZone":"Europe/Berlin","chart":"%s",
                 "currencies":[{"code":"EUR"},{"code":"JPY"},{"code":"BTC","scale":8}]}""".formatted(id, chart)).expect(201);
        return "/v1/ledgers/" + id;
    }

    /** The position of the last event that is stored. */
    public long head() {
        try (var connection = database.service().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select position from event_store.head")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the head could not be read", e);
        }
    }

    private static final class Shared {
        static final Service SERVICE = start("--pacioli.rights.adjust=true", "--pacioli.rights.force=true");
    }
}
